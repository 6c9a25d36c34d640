package dev.longshore.simulation.cloud;

import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.fault.Windows;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * When which capacity is not to be had, and where. ECS picks the zone of a task among those of its
 * request; what it finds there it says at once or, of a zone, only once the task was launched.
 */
final class Droughts {

  /** What else keeps a launched task from getting as far as its image. */
  private static final List<String> OBSTACLES =
      List.of(
          "Timeout waiting for network interface provisioning to complete.",
          "Timeout waiting for EphemeralStorage provisioning to complete.",
          "Rate limit exceeded while preparing network interface to be attached to instance",
          "Unexpected EC2 error while attempting to Create Network Interface:"
              + " InsufficientFreeAddressesInSubnet",
          "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
              + " retrieval failed",
          "ResourceInitializationError: failed to validate logger args",
          "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes",
          "ECS was unable to assume the role that was provided for this task.",
          Droughts.QUOTA);

  private static final String UNAVAILABLE =
      "Capacity is unavailable at this time. Please try again later or in a different availability"
          + " zone";
  private static final String QUOTA =
      "You’ve reached the limit on the number of vCPUs you can run concurrently";
  private static final int QUOTA_CPU_UNITS = 2 * 1024;
  private static final String SPOT = "FARGATE_SPOT";
  private static final Duration LONGEST = Duration.ofMinutes(40);

  private final InterleavingLoop loop;
  private final Chances chances;
  private final World world;
  private final Observer observer;
  private final RandomGenerator placement;
  private final Windows spot;
  private final Windows onDemand;
  private final Windows quotas;
  private final Map<String, Windows> atLaunch = new TreeMap<>();
  private final Map<String, Windows> afterLaunch = new TreeMap<>();

  Droughts(InterleavingLoop loop, Chances chances, World world, Observer observer, Instant end) {
    this.loop = loop;
    this.chances = chances;
    this.world = world;
    this.observer = observer;
    this.placement = chances.stream(8);
    var now = loop.now();
    this.spot = Windows.plan(chances, Fault.SPOT_DROUGHT, now, end, LONGEST);
    this.onDemand = Windows.plan(chances, Fault.ON_DEMAND_DROUGHT, now, end, LONGEST);
    this.quotas = Windows.plan(chances, Fault.VCPU_QUOTA, now, end, LONGEST);
    for (var provider : List.of(SPOT, "FARGATE")) {
      for (var subnet : SimulatedDeployment.SUBNETS) {
        var place = provider + " in " + subnet;
        atLaunch.put(place, Windows.plan(chances, Fault.ZONE_DROUGHT, now, end, LONGEST));
        afterLaunch.put(place, Windows.plan(chances, Fault.ZONE_DROUGHT, now, end, LONGEST));
      }
    }
  }

  /** Why RunTask launches nothing now. */
  Optional<String> refusal(String provider, List<String> subnets) {
    var now = loop.now();
    if ((provider.equals(SPOT) ? spot : onDemand).cover(now)) {
      observer.fault(provider, "has no capacity");
      return Optional.of(UNAVAILABLE);
    }
    if (quotas.cover(now) && cpuUnits() >= QUOTA_CPU_UNITS) {
      observer.fault(provider, "is at its quota");
      return Optional.of(QUOTA);
    }
    return dry(atLaunch, provider, subnets);
  }

  /** Why a task that was launched is not placed. */
  Optional<String> obstacle(String provider, List<String> subnets) {
    var shortage = chances.strike(Fault.LATE_SHORTAGE);
    var obstacle = chances.strike(Fault.NEVER_PLACED);
    if (shortage.isPresent()) {
      return Optional.of(UNAVAILABLE);
    }
    return obstacle
        .map(detail -> OBSTACLES.get(detail.nextInt(OBSTACLES.size())))
        .or(() -> dry(afterLaunch, provider, subnets));
  }

  private Optional<String> dry(
      Map<String, Windows> droughts, String provider, List<String> subnets) {
    if (subnets.isEmpty()) {
      return Optional.empty();
    }
    var place = provider + " in " + subnets.get(placement.nextInt(subnets.size()));
    var windows = droughts.get(place);
    if (windows == null || !windows.cover(loop.now())) {
      return Optional.empty();
    }
    observer.fault(place, "has no capacity");
    return Optional.of(UNAVAILABLE);
  }

  private int cpuUnits() {
    return world.tasks().values().stream()
        .filter(task -> task.end() == null)
        .mapToInt(SeenTask::cpu)
        .sum();
  }
}

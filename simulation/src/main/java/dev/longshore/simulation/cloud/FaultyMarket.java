package dev.longshore.simulation.cloud;

import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.fault.Windows;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Takes Spot capacity back, runs dry, and starts tasks slowly. */
final class FaultyMarket implements CapacityMarket {

  private static final String UNAVAILABLE =
      "Capacity is unavailable at this time. Please try again later or in a different availability zone";
  private static final String QUOTA =
      "You’ve reached the limit on the number of vCPUs you can run concurrently";
  private static final int QUOTA_CPU_UNITS = 2 * 1024;

  /** Within what an interruption strikes, if it does: longer than any task runs. */
  private static final Duration HORIZON = Duration.ofHours(2);

  private static final double HOUR = Duration.ofHours(1).toMillis();
  private static final Duration SLOW = Duration.ofMinutes(25);

  private final InterleavingLoop loop;
  private final Chances chances;
  private final World world;
  private final Observer observer;
  private final Windows spotDroughts;
  private final Windows onDemandDroughts;
  private final Windows quotas;
  private final Windows reclaims;

  FaultyMarket(
      InterleavingLoop loop, Chances chances, World world, Observer observer, Instant end) {
    this.loop = loop;
    this.chances = chances;
    this.world = world;
    this.observer = observer;
    var now = loop.now();
    var drought = Duration.ofMinutes(40);
    this.spotDroughts = Windows.plan(chances, Fault.SPOT_DROUGHT, now, end, drought);
    this.onDemandDroughts = Windows.plan(chances, Fault.ON_DEMAND_DROUGHT, now, end, drought);
    this.quotas = Windows.plan(chances, Fault.VCPU_QUOTA, now, end, drought);
    this.reclaims = Windows.plan(chances, Fault.MASS_RECLAIM, now, end, Duration.ofSeconds(30));
  }

  @Override
  public Optional<Duration> interruption(String startedBy, RandomGenerator random) {
    var now = loop.now();
    var own = own();
    for (var reclaim : reclaims.windows()) {
      if (reclaim.from().isAfter(now)) {
        var wait = Duration.between(now, reclaim.from());
        return own.filter(earlier -> earlier.compareTo(wait) < 0).or(() -> Optional.of(wait));
      }
    }
    return own;
  }

  private Optional<Duration> own() {
    var perMilli = chances.rate(Fault.INTERRUPTION) / HOUR;
    var within = 1 - Math.exp(-perMilli * HORIZON.toMillis());
    return chances
        .strike(Fault.INTERRUPTION, within)
        .map(detail -> {
          var rate = perMilli == 0 ? 1 / HOUR : perMilli;
          var share = perMilli == 0 ? 1 - 1 / Math.E : within;
          return Duration.ofMillis((long) (-Math.log1p(-detail.nextDouble() * share) / rate));
        });
  }

  @Override
  public Optional<String> shortage(String capacityProvider) {
    var now = loop.now();
    var droughts = capacityProvider.equals("FARGATE_SPOT") ? spotDroughts : onDemandDroughts;
    if (droughts.cover(now)) {
      observer.fault(capacityProvider, "has no capacity");
      return Optional.of(UNAVAILABLE);
    }
    if (quotas.cover(now) && cpuUnits() >= QUOTA_CPU_UNITS) {
      observer.fault(capacityProvider, "is at its quota");
      return Optional.of(QUOTA);
    }
    return Optional.empty();
  }

  private int cpuUnits() {
    return world.tasks().values().stream()
        .filter(task -> task.end() == null)
        .mapToInt(SeenTask::cpu)
        .sum();
  }

  @Override
  public Lifecycle lifecycle(String startedBy, Lifecycle usual) {
    return chances
        .strike(Fault.SLOW_START)
        .map(detail -> {
          var slow = Duration.ofMillis(detail.nextLong(SLOW.toMillis()));
          observer.fault(startedBy, "takes " + slow + " to start");
          return detail.nextBoolean()
              ? new Lifecycle(slow, usual.pending(), usual.pulling(), usual.stopping())
              : new Lifecycle(usual.provisioning(), usual.pending(), slow, usual.stopping());
        })
        .orElse(usual);
  }
}

package dev.longshore.simulation.cloud;

import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.ecs.Reclaim;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.fault.Windows;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Takes capacity back, runs dry, and starts tasks slowly. */
final class FaultyMarket implements CapacityMarket {

  /** Within what an interruption strikes, if it does: longer than any task runs. */
  private static final Duration HORIZON = Duration.ofHours(2);

  private static final double HOUR = Duration.ofHours(1).toMillis();
  private static final Duration SLOW = Duration.ofMinutes(25);

  private final InterleavingLoop loop;
  private final Chances chances;
  private final World world;
  private final Observer observer;
  private final Droughts droughts;
  private final Windows reclaims;

  FaultyMarket(
      InterleavingLoop loop, Chances chances, World world, Observer observer, Instant end) {
    this.loop = loop;
    this.chances = chances;
    this.world = world;
    this.observer = observer;
    this.droughts = new Droughts(loop, chances, world, observer, end);
    this.reclaims =
        Windows.plan(chances, Fault.MASS_RECLAIM, loop.now(), end, Duration.ofSeconds(30));
  }

  @Override
  public Optional<Duration> interruption(String startedBy, RandomGenerator random) {
    var now = loop.now();
    var own = within(Fault.INTERRUPTION);
    for (var reclaim : reclaims.windows()) {
      if (reclaim.from().isAfter(now)) {
        var wait = Duration.between(now, reclaim.from());
        return own.filter(earlier -> earlier.compareTo(wait) < 0).or(() -> Optional.of(wait));
      }
    }
    return own;
  }

  @Override
  public Optional<Duration> hostFailure(String startedBy) {
    return within(Fault.HOST_FAILURE);
  }

  /** When a fault strikes that has so many opportunities in an hour; empty if it does not. */
  private Optional<Duration> within(Fault fault) {
    var perMilli = chances.rate(fault) / HOUR;
    var within = 1 - Math.exp(-perMilli * HORIZON.toMillis());
    return chances
        .strike(fault, within)
        .map(detail -> {
          var rate = perMilli == 0 ? 1 / HOUR : perMilli;
          var share = perMilli == 0 ? 1 - 1 / Math.E : within;
          return Duration.ofMillis((long) (-Math.log1p(-detail.nextDouble() * share) / rate));
        });
  }

  @Override
  public Reclaim reclaim(String taskArn) {
    var told =
        chances
            .strike(Fault.OTHER_STOP_CODE)
            .map(detail -> detail.nextBoolean() ? Reclaim.SPOT_OF_2023 : Reclaim.SPOT_WITHOUT_CODE)
            .orElse(Reclaim.SPOT);
    return disturbed(taskArn, told);
  }

  @Override
  public Reclaim failure(String taskArn) {
    return disturbed(taskArn, Reclaim.HOST);
  }

  private Reclaim disturbed(String taskArn, Reclaim reclaim) {
    world.task(taskArn).ifPresent(SeenTask::disturb);
    return chances.strike(Fault.NOTICE_MISSING).isPresent() ? reclaim.withoutNotice() : reclaim;
  }

  @Override
  public Optional<String> shortage(String capacityProvider, List<String> subnets) {
    return droughts.refusal(capacityProvider, subnets);
  }

  @Override
  public Optional<String> neverPlaced(String capacityProvider, List<String> subnets) {
    return droughts.obstacle(capacityProvider, subnets);
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

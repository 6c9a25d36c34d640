package dev.longshore.simulation.cloud;

import dev.longshore.ledger.MemoryStore;
import dev.longshore.ledger.Store;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.fault.Windows;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where faults are put into a cloud.
 *
 * @param upgradeAt when Longshore itself is deployed in place of its last version; empty if it is
 *     the same from the beginning
 */
record Seams(
    FaultyCalls calls,
    FaultyDelivery delivery,
    FaultyEnvironments environments,
    FaultyMarket market,
    Store store,
    Optional<Instant> upgradeAt) {

  private static final Duration DOWN_TIME = Duration.ofMinutes(15);
  private static final Duration LONG_DOWN_TIME = Duration.ofHours(7);
  private static final Duration UPGRADE_WITHIN = Duration.ofHours(2);

  /**
   * The seams of a cloud that is to run from {@code loop}'s time on.
   *
   * @param end until when windows of faults are planned
   */
  static Seams of(
      InterleavingLoop loop,
      Chances chances,
      World world,
      Trace trace,
      Duration indexLag,
      Instant end) {
    var now = loop.now();
    var observer = new Observer(loop, world, trace);
    var outages = Windows.plan(chances, Fault.LEDGER_OUTAGE, now, end, DOWN_TIME);
    var downTimes =
        Windows.plan(chances, Fault.LAMBDA_DOWN, now, end, DOWN_TIME)
            .and(Windows.plan(chances, Fault.LAMBDA_DOWN_FOR_HOURS, now, end, LONG_DOWN_TIME));
    world.outages().addAll(List.of(outages, downTimes));
    world.indexesLag(indexLag);
    var upgradeAt =
        chances
            .strike(Fault.UPGRADE)
            .map(detail -> now.plusMillis(detail.nextLong(UPGRADE_WITHIN.toMillis())));
    var store = new MemoryStore(loop, indexLag);
    return new Seams(
        new FaultyCalls(
            loop, chances, outages, observer, new UnseenTasks(loop, chances, world, observer)),
        new FaultyDelivery(loop, chances, observer),
        new FaultyEnvironments(loop, chances, downTimes, world, observer),
        new FaultyMarket(loop, chances, world, observer, end),
        upgradeAt.<Store>map(at -> new UpgradedStore(store, loop, at)).orElse(store),
        upgradeAt);
  }
}

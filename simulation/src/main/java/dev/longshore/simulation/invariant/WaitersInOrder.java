package dev.longshore.simulation.invariant;

import dev.longshore.run.Run;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a place is admitted in the order of opening, as far as clocks and a lagging index
 * can tell it.
 */
record WaitersInOrder() implements Invariant {

  /** How far clocks, the index and calls under way can blur the order. */
  private static final Duration BLUR = Duration.ofSeconds(90);

  @Override
  public Stream<Violation> violations(World world) {
    return world.jobs().keySet().stream().flatMap(job -> judge(job, world));
  }

  /** How a run came to its place; without a time to wait from, it never waited. */
  private record Queueing(
      Run run, @Nullable Instant waitsFrom, Instant leavesAt, @Nullable Instant admittedAt) {}

  private Stream<Violation> judge(String job, World world) {
    var queue = new ArrayList<Queueing>();
    for (var run : world.runs()) {
      if (run.job().value().equals(job)) {
        queue.add(queueing(run));
      }
    }
    return queue.stream().flatMap(waiter -> overtaken(waiter, queue));
  }

  private static Queueing queueing(Run run) {
    var waits = first(run, "waiting");
    var admitted = first(run, "admitted");
    var end = run.member().end().map(last -> last.at()).orElse(Instant.MAX);
    return new Queueing(run, waits.orElse(null), admitted.orElse(end), admitted.orElse(null));
  }

  private static Optional<Instant> first(Run run, String decision) {
    return run.member().decisions().stream()
        .filter(taken -> taken.decision().equals(decision))
        .map(taken -> taken.at())
        .findFirst();
  }

  private Stream<Violation> overtaken(Queueing waiter, List<Queueing> queue) {
    var from = waiter.waitsFrom();
    if (from == null) {
      return Stream.empty();
    }
    return queue.stream()
        .filter(other -> overtakes(other, waiter, from))
        .map(other ->
            violation(
                waiter.run().id().value(),
                other.admittedAt(),
                "waited since %s and was overtaken by %s".formatted(from, other.run().id())));
  }

  private static boolean overtakes(Queueing other, Queueing waiter, Instant from) {
    var at = other.admittedAt();
    return at != null
        && needsPlace(other)
        && other.run().openedAt().isAfter(waiter.run().openedAt().plus(BLUR))
        && at.isAfter(from.plus(BLUR))
        && waiter.leavesAt().isAfter(at.plus(BLUR));
  }

  private static boolean needsPlace(Queueing other) {
    return other.run().member().decisions().stream()
        .filter(taken -> taken.decision().equals("admitted"))
        .noneMatch(taken -> taken.evidence().equals("nothing limits it"));
  }
}

package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * An execution that a person has redriven ends soon after its run, as any other does: it does not
 * wait for the state machine's time-out of a day.
 */
record RedrivesEnd() implements Invariant {

  /** What the state machine's retries and its Pause add where calls fail. */
  private static final Duration SLACK = Duration.ofMinutes(45);

  private static final int SWEEPS = 5;

  @Override
  public Stream<Violation> violations(World world) {
    return world.redriven().entrySet().stream()
        .flatMap(redriven -> judge(redriven.getKey(), redriven.getValue(), world));
  }

  private Stream<Violation> judge(String id, Instant redrivenAt, World world) {
    var run = world.run(id);
    var endedAt = world.executionEnds().get(id);
    if (run.isEmpty() || run.get().member().end().isEmpty() || endedAt == null) {
      return Stream.empty(); // it is left, which another invariant says
    }
    var finalAt = run.get().member().end().get().at();
    var from = finalAt.isAfter(redrivenAt) ? finalAt : redrivenAt;
    var deadline = world.sweepAfter(world.due(from, SLACK), SWEEPS).orElse(Instant.MAX);
    return endedAt.isAfter(deadline)
        ? Stream.of(
            violation(
                id,
                redrivenAt,
                "its run is final since %s, its execution ended at %s".formatted(finalAt, endedAt)))
        : Stream.empty();
  }
}

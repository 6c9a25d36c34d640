package dev.longshore.simulation.invariant;

import dev.longshore.job.Job;
import dev.longshore.run.Run;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every run is final by the sum of its policy's maxima and three sweeps; one that waits for a place
 * may wait for all those before it.
 */
record FinalInTime() implements Invariant {

  private static final int SWEEPS = 3;

  @Override
  public Stream<Violation> violations(World world) {
    var before = new HashMap<String, Duration>();
    return world.runs().stream()
        .sorted((one, other) -> one.openedAt().compareTo(other.openedAt()))
        .flatMap(run -> judge(run, world, before));
  }

  private Stream<Violation> judge(Run run, World world, Map<String, Duration> before) {
    var job = run.job().value();
    var own =
        world.jobs().getOrDefault(job, List.<Job>of()).stream()
            .map(Maxima::of)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    var allowed = own.plus(before.getOrDefault(job, Duration.ZERO));
    before.put(job, allowed);
    var deadline = world.sweepAfter(world.due(run.openedAt(), allowed), SWEEPS).orElse(Instant.MAX);
    var end = run.member().end();
    if (end.isEmpty()) {
      return Stream.of(
          violation(
              run.id().value(),
              world.finishedAt(),
              "still %s, %s".formatted(run.state(), run.member().phase())));
    }
    return end.get().at().isAfter(deadline)
        ? Stream.of(violation(run.id().value(), end.get().at(), "final only after " + deadline))
        : Stream.empty();
  }
}

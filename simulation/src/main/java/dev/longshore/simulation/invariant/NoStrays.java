package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.time.Instant;
import java.util.stream.Stream;

/** No task of ours lives for two sweeps without an open attempt. */
record NoStrays() implements Invariant {

  private static final int SWEEPS = 2;

  @Override
  public Stream<Violation> violations(World world) {
    return world.ownTasks().stream().flatMap(task -> judge(task, world));
  }

  private Stream<Violation> judge(SeenTask task, World world) {
    var closedAt = closedAt(task, world);
    var strayFrom = closedAt.isAfter(task.launchedAt()) ? closedAt : task.launchedAt();
    var deadline = world.sweepAfter(strayFrom, SWEEPS);
    return deadline.isPresent() && task.liveUntil().isAfter(deadline.get())
        ? Stream.of(
            violation(
                task.run(),
                deadline.get(),
                "%s of attempt %d still lives, though its attempt was closed by %s"
                    .formatted(task.arn(), task.attempt(), closedAt)))
        : Stream.empty();
  }

  /** The latest that its attempt can have been closed; the end of time if it may be open. */
  private static Instant closedAt(SeenTask task, World world) {
    var run = world.run(task.run());
    if (run.isEmpty()) {
      return task.launchedAt();
    }
    var end = run.get().member().end().map(last -> last.at()).orElse(Instant.MAX);
    return world.ownTasks().stream()
        .filter(other -> other.run().equals(task.run()) && other.attempt() > task.attempt())
        .map(SeenTask::launchedAt)
        .filter(launchedAt -> launchedAt.isBefore(end))
        .min(Instant::compareTo)
        .orElse(end);
  }
}

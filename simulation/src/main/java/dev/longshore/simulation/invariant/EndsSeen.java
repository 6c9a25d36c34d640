package dev.longshore.simulation.invariant;

import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * An attempt is not given up as LOST while sweeps can see how its task ended, nor while a task can
 * still come of its request.
 */
record EndsSeen() implements Invariant {

  /** ECS shows a stopped task for an hour. */
  private static final Duration SHOWN = Duration.ofMinutes(55);

  private static final int SWEEPS = 4;

  /** Until then the request may yet have its effect, unless nobody is left to repeat it. */
  private static final Duration REQUEST_LIFE = Duration.ofMinutes(54);

  @Override
  public Stream<Violation> violations(World world) {
    return world.runs().stream()
        .flatMap(run ->
            run.member().past().stream()
                .filter(past -> past.outcome() == Outcome.LOST)
                .flatMap(past -> judge(run, past, world)));
  }

  private Stream<Violation> judge(Run run, PastAttempt past, World world) {
    var id = run.id().value();
    var isEarly =
        past.taskArn() == null
            && past.bill().seconds() < REQUEST_LIFE.toSeconds()
            && !world.aborted().contains(id);
    if (isEarly) {
      return Stream.of(
          violation(
              id,
              null,
              "attempt %d was given up after %d s, while its request could still take effect"
                  .formatted(past.n(), past.bill().seconds())));
    }
    return world.ownTasks().stream()
        .filter(task -> task.run().equals(run.id().value()) && task.attempt() == past.n())
        .filter(task -> couldBeSeen(task, world))
        .map(task ->
            violation(
                run.id().value(),
                null,
                "attempt %d is LOST, and yet ECS showed for an hour: %s"
                    .formatted(past.n(), task.end())));
  }

  private static boolean couldBeSeen(SeenTask task, World world) {
    var end = task.end();
    return end == null
        || world
            .sweepAfter(end.stoppedAt(), SWEEPS)
            .filter(sweep -> sweep.isBefore(end.stoppedAt().plus(SHOWN)))
            .isPresent();
  }
}

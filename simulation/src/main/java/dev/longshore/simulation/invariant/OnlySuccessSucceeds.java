package dev.longshore.simulation.invariant;

import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Nothing SUCCEEDED that did not exit with 0 undisturbed, or on SIGTERM where the job completes so;
 * and what did exit so is not tried again.
 */
record OnlySuccessSucceeds() implements Invariant {

  @Override
  public Stream<Violation> violations(World world) {
    return world.runs().stream().flatMap(run -> judge(run, world));
  }

  private Stream<Violation> judge(Run run, World world) {
    var past = run.member().past();
    if (run.state() == RunState.SUCCEEDED && past.isEmpty()) {
      return Stream.of(violation(run.id().value(), null, "SUCCEEDED without an attempt"));
    }
    return past.stream()
        .flatMap(attempt -> {
          var isLast = attempt.equals(past.getLast());
          var claimed = isLast && run.state() == RunState.SUCCEEDED;
          if (claimed != (isLast && attempt.outcome() == Outcome.SUCCEEDED)) {
            return Stream.of(
                violation(run.id().value(), null, run.state() + " after " + attempt.outcome()));
          }
          return judge(run, attempt, world);
        });
  }

  private Stream<Violation> judge(Run run, PastAttempt attempt, World world) {
    var task = attempt.taskArn() == null ? null : world.tasks().get(attempt.taskArn());
    var completes = run.version() != null && world.job(run.job()).completesOnTerm();
    var succeeded = task != null && succeeded(task, completes);
    var claimed = attempt.outcome() == Outcome.SUCCEEDED;
    return claimed == succeeded || (!claimed && attempt.outcome() == Outcome.LOST)
        ? Stream.empty()
        : Stream.of(
            violation(
                run.id().value(),
                attempt.stoppedAt(),
                "attempt %d is %s, and its task ended so: %s"
                    .formatted(attempt.n(), attempt.outcome(), task == null ? null : task.end())));
  }

  private static boolean succeeded(SeenTask task, boolean completesOnTerm) {
    var end = task.end();
    if (end == null || !isZero(end.exitCode())) {
      return false;
    }
    return task.isDisturbed() ? completesOnTerm : "EssentialContainerExited".equals(end.stopCode());
  }

  private static boolean isZero(@Nullable Integer code) {
    return code != null && code == 0;
  }
}

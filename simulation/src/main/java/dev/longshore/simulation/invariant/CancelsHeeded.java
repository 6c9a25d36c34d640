package dev.longshore.simulation.invariant;

import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import dev.longshore.simulation.world.AcceptedCancel;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.util.stream.Stream;

/** A run whose cancellation was accepted ends CANCELLED, unless it was final or it succeeded. */
record CancelsHeeded() implements Invariant {

  /** How far the clock of whoever closed the run may have been off. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  @Override
  public Stream<Violation> violations(World world) {
    return world.cancels().stream().flatMap(cancel -> judge(cancel, world));
  }

  private Stream<Violation> judge(AcceptedCancel cancel, World world) {
    var run = world.run(cancel.run());
    if (run.isEmpty()) {
      return Stream.of(violation(cancel.run(), cancel.at(), "there is no such run"));
    }
    var state = run.get().state();
    var end = run.get().member().end();
    var wasFinal =
        end.isPresent()
            && end.get().at().isBefore(cancel.at().plus(SKEW))
            && !failedWithoutAnAttempt(run.get());
    return state == RunState.CANCELLED || state == RunState.SUCCEEDED || wasFinal
        ? Stream.empty()
        : Stream.of(violation(cancel.run(), cancel.at(), "ended " + state));
  }

  /** Whatever else ended it, it was not a failure of its own. */
  private static boolean failedWithoutAnAttempt(Run run) {
    return run.state() == RunState.FAILED && run.member().past().isEmpty();
  }
}

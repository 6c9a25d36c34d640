package dev.longshore.orchestration;

import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.Stored;
import dev.longshore.orchestration.Closing.Closed;
import dev.longshore.run.Cancellation;
import dev.longshore.run.Decision;
import dev.longshore.run.Outcome;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import dev.longshore.run.StopIntent;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cancels runs: at once where there is no task, else as soon as the task has stopped. May be
 * repeated.
 */
public final class Canceller {

  private final Ledger ledger;
  private final Closing closing;
  private final Notifier notifier;
  private final Tasks tasks;
  private final InstantSource clock;

  Canceller(Ledger ledger, Closing closing, Notifier notifier, Tasks tasks, InstantSource clock) {
    this.ledger = ledger;
    this.closing = closing;
    this.notifier = notifier;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * Cancels a run, unless it is final.
   *
   * @return the run as it is after that: CANCELLED, CANCELLING, or final in the state that it was
   * @throws dev.longshore.ledger.NoSuchRun if it was never opened
   */
  public Run cancel(RunId id, String reason) {
    var closed = Ledger.retrying("run " + id, () -> tryToCancel(ledger.run(id), reason));
    var run = closed.run();
    run.member()
        .openAttempt()
        .ifPresent(attempt -> {
          if (attempt.taskArn() != null && attempt.intent() != null) {
            tasks.stop(attempt.taskArn(), attempt.intent().reason());
          }
        });
    notifier.notify(run);
    closed.woken().ifPresent(notifier::notify);
    return run;
  }

  private @Nullable Closed tryToCancel(Stored<Run> before, String reason) {
    if (before.value().isFinal()) {
      return new Closed(before.value(), Optional.empty());
    }
    var now = clock.instant();
    var run = before.value().cancelling(new Cancellation(now, reason));
    var attempt = run.member().openAttempt();
    if (attempt.isEmpty()) {
      return closing.close(before, cancelled(run));
    }
    var intended = attempt.get().withIntent(new StopIntent(Outcome.CANCELLED, reason, now));
    var stopping = run.with(run.member().withAttempt(intended));
    return ledger.replace(before, stopping) ? new Closed(stopping, Optional.empty()) : null;
  }

  /** A run that has a cancellation and no task, ended. */
  Run cancelled(Run run) {
    var reason = run.cancellation() == null ? "" : run.cancellation().reason();
    return run.with(
        run.member()
            .ended(RunState.CANCELLED, reason, new Decision(clock.instant(), "cancelled", reason)));
  }
}

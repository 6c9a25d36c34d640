package dev.longshore.orchestration;

import dev.longshore.decision.Answer;
import dev.longshore.decision.Answer.Done;
import dev.longshore.decision.Answer.Park;
import dev.longshore.ledger.Ledger;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Answers the state machine of a run whose phase has an answer. May be repeated at any time. */
final class Notifier {

  private final Ledger ledger;
  private final Executions executions;
  private final InstantSource clock;

  Notifier(Ledger ledger, Executions executions, InstantSource clock) {
    this.ledger = ledger;
    this.executions = executions;
    this.clock = clock;
  }

  /** Tells the run's state machine what its phase calls for, if somebody waits for it. */
  void notify(RunId id) {
    notify(ledger.run(id).value());
  }

  /** The same for a run that was just read or written. */
  void notify(Run run) {
    notify(run, clock.instant());
  }

  /** The same for a run that was written as it had to be at {@code asOf}. */
  void notify(Run run, Instant asOf) {
    var current = run;
    var now = asOf;
    while (true) {
      var token = liveToken(current);
      var answer = Answer.of(current.member().phase(), now);
      if (token == null || answer instanceof Park) {
        return;
      }
      switch (executions.answer(token, answer)) {
        case ACCEPTED -> {
          accepted(run.id(), token, answer);
          return;
        }
        case REFUSED -> {
          // Either somebody answered it, or it has timed out; a token that was bound since is the
          // one to answer.
          current = ledger.update(run.id(), other -> other.with(other.member().refused(token)));
          now = clock.instant();
        }
      }
    }
  }

  private void accepted(RunId id, String token, Answer answer) {
    var _ =
        ledger.update(
            id,
            run -> {
              var answered = run.with(run.member().answered(token));
              return answer instanceof Done ? answered.asTold() : answered;
            });
  }

  private static @Nullable String liveToken(Run run) {
    var entry = run.member().entry();
    return entry == null ? null : entry.liveToken();
  }
}

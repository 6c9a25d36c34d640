package dev.longshore.orchestration;

import dev.longshore.ledger.Ledger;
import dev.longshore.run.Attempt;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.TaskFacts;
import java.time.InstantSource;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what ECS and Step Functions say, in any order and any number of times. */
public final class TaskObserver {

  private static final Logger LOG = LoggerFactory.getLogger(TaskObserver.class);

  private final Ledger ledger;
  private final Settlement settlement;
  private final Stopper stopper;
  private final Canceller canceller;
  private final Announcements announcements;
  private final Settings settings;
  private final InstantSource clock;

  TaskObserver(
      Ledger ledger,
      Settlement settlement,
      Stopper stopper,
      Canceller canceller,
      Announcements announcements,
      Settings settings,
      InstantSource clock) {
    this.ledger = ledger;
    this.settlement = settlement;
    this.stopper = stopper;
    this.canceller = canceller;
    this.announcements = announcements;
    this.settings = settings;
    this.clock = clock;
  }

  /** Takes in the state of a task. Tasks that are not ours are passed over. */
  public void observe(TaskFacts facts) {
    var key = facts.attemptKey(settings.stack());
    if (key.isEmpty()) {
      return;
    }
    var run = ledger.find(key.get().run());
    var attempt = run.flatMap(found -> found.value().member().openAttempt(key.get().n()));
    var isStray = attempt.isEmpty() || isAnother(attempt.get(), facts);
    if (facts.isStopped() && run.isPresent() && (attempt.isEmpty() || !isStray)) {
      settlement.settle(key.get(), facts);
    } else if (!facts.isStopped() && isStray) {
      stopper.stopStray(facts.taskArn(), "no open attempt accounts for it");
    } else if (!facts.isStopped()) {
      alive(key.get(), facts);
    }
  }

  /**
   * A client token outlives a short task by an hour only; a second task of one attempt is not the
   * attempt's.
   */
  private static boolean isAnother(Attempt attempt, TaskFacts facts) {
    return attempt.taskArn() != null && !attempt.taskArn().equals(facts.taskArn());
  }

  private void alive(AttemptKey key, TaskFacts facts) {
    var _ =
        ledger.update(
            key.run(),
            run ->
                run.member()
                    .openAttempt(key.n())
                    .map(attempt -> seen(attempt, facts))
                    .map(attempt -> run.with(run.member().open(attempt)))
                    .orElse(run));
  }

  private Attempt seen(Attempt attempt, TaskFacts facts) {
    var seen = attempt.withTask(facts.taskArn());
    if (seen.startedAt() == null && facts.hasRun()) {
      seen = seen.withStart(Objects.requireNonNullElseGet(facts.startedAt(), clock::instant));
    }
    return facts.isBeingStopped() && facts.stoppedReason() != null
        ? seen.withNotice(facts.stoppedReason())
        : seen;
  }

  /**
   * Takes in that a run's execution broke off: aborted, timed out, or failed other than by its
   * run's own end.
   */
  public void executionBrokeOff(RunId id) {
    if (ledger.find(id).isEmpty()) {
      LOG.atWarn().addKeyValue("run", id).log("an execution without a run broke off");
      return;
    }
    var run = canceller.cancel(id, "execution aborted");
    if (run.isFinal()) {
      tell(run);
    }
  }

  /** Announces the end of a run whose execution cannot. */
  void tell(Run run) {
    announcements.announce(run.id(), run.state());
    var _ = ledger.update(run.id(), Run::asTold);
  }
}

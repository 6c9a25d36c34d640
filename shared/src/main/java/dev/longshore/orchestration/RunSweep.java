package dev.longshore.orchestration;

import dev.longshore.decision.IdleDecision;
import dev.longshore.decision.IdleDecision.Idle;
import dev.longshore.job.Job;
import dev.longshore.ledger.Ledger;
import dev.longshore.orchestration.Executions.Start;
import dev.longshore.orchestration.Executions.Status;
import dev.longshore.run.Attempt;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Outcome;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Final;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Phase.Queued;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.Run;
import dev.longshore.run.TaskFacts;
import dev.longshore.schedule.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What sweep does about one run: every rule that fits is applied, for each repeats what an event or
 * a handler lost.
 */
final class RunSweep {

  /** After opening, how long the run's execution may take to enter Attempt. */
  static final Duration START_GRACE = Duration.ofMinutes(1);

  /** How long a handler or the state machine may take before sweep does its work. */
  static final Duration GRACE = Duration.ofMinutes(2);

  /** How long an attempt of a dead execution may go without a task before it is given up. */
  static final Duration ABANDONED = Duration.ofMinutes(10);

  /**
   * How long an attempt may go without a task at all: its client token has expired, so that none
   * can come any more.
   */
  static final Duration NEVER_LAUNCHED = Duration.ofMinutes(55);

  /** How long DescribeTasks may be behind, and how far apart two misses must lie. */
  static final Duration MISSING_GRACE = Duration.ofMinutes(10);

  static final Duration BETWEEN_MISSES = Duration.ofMinutes(5);

  private final Ledger ledger;
  private final Ports ports;
  private final Admission admission;
  private final Closing closing;
  private final Settlement settlement;
  private final Canceller canceller;
  private final Stopper stopper;
  private final Notifier notifier;
  private final TaskObserver observer;
  private final Settings settings;
  private final InstantSource clock;

  RunSweep(
      Ledger ledger,
      Ports ports,
      Admission admission,
      Closing closing,
      Settlement settlement,
      Canceller canceller,
      Stopper stopper,
      Notifier notifier,
      TaskObserver observer,
      Settings settings,
      InstantSource clock) {
    this.ledger = ledger;
    this.ports = ports;
    this.admission = admission;
    this.closing = closing;
    this.settlement = settlement;
    this.canceller = canceller;
    this.stopper = stopper;
    this.notifier = notifier;
    this.observer = observer;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Sweeps a run.
   *
   * @param found what ECS says of its open attempt's task; empty if it was asked and does not know
   *     it, or was not asked because there is no ARN
   */
  void sweep(Run run, Optional<TaskFacts> found) {
    if (run.isCancelling()) {
      var _ = canceller.cancel(run.id(), "cancelled");
    }
    neverEntered(run);
    brokenOff(run);
    switch (run.member().phase()) {
      case Queued _ -> {}
      case Waiting _ -> waiting(run);
      case Admitted _ -> notifyIfOverdue(run, since(run));
      case BackingOff(var until, _) -> notifyIfOverdue(run, until);
      case Launching(var attempt, _) -> launching(run, attempt);
      case Open(var attempt) -> open(run, attempt, found);
      case Final _ -> tell(run);
    }
  }

  private void neverEntered(Run run) {
    if (run.member().entry() == null
        && isPast(run.openedAt(), START_GRACE)
        && ports.executions().start(run.id()) == Start.HAS_ENDED) {
      if (run.isFinal()) {
        observer.tell(run);
      } else {
        var _ = canceller.cancel(run.id(), "its execution ended without it");
      }
    }
  }

  /** Nobody would ever answer a run whose execution is gone, and whose end was not heard of. */
  private void brokenOff(Run run) {
    var entry = run.member().entry();
    if (entry == null || run.isFinal()) {
      return;
    }
    var isSuspect =
        switch (run.member().phase()) {
          case Queued _ -> isPast(entry.enteredAt(), GRACE);
          case Admitted _ -> entry.token() == null && isPast(since(run), GRACE);
          case BackingOff(var until, _) -> entry.token() == null && isPast(until, GRACE);
          case Waiting _, Launching _, Open _, Final _ -> false;
        };
    if ((isSuspect || entry.refused())
        && ports.executions().status(entry.execution()) != Status.RUNNING) {
      var _ = canceller.cancel(run.id(), "its execution has ended");
    }
  }

  private void notifyIfOverdue(Run run, Instant since) {
    if (isPast(since, GRACE)) {
      notifier.notify(run);
    }
  }

  private void waiting(Run run) {
    var claim = closing.claim(run).orElseThrow();
    closing.handOn(claim.slot()).ifPresent(notifier::notify);
    var step = admission.again(run, claim);
    if (step == null) {
      return;
    }
    if (step.run().isFinal()) {
      skip(run);
    }
    step.toCancel().forEach(older -> canceller.cancel(older, "replaced by " + run.id()));
  }

  /** A run that gives way to a newer one; decided anew on what is stored by now. */
  private void skip(Run run) {
    var closed =
        Ledger.retrying(
            "run " + run.id(),
            () -> {
              var before = ledger.run(run.id());
              var waits = before.value().member().phase() instanceof Waiting;
              var step =
                  waits ? admission.again(before.value(), closing.claim(run).orElseThrow()) : null;
              return step == null || !step.run().isFinal()
                  ? new Closing.Closed(before.value(), Optional.empty())
                  : closing.close(before, step.run());
            });
    notifier.notify(closed.run());
    closed.woken().ifPresent(notifier::notify);
  }

  private void launching(Run run, Attempt attempt) {
    if (attempt.taskArn() != null || !isPast(attempt.writtenAt(), GRACE)) {
      return;
    }
    var key = key(run, attempt);
    var tasks = ports.tasks().ofAttempt(key, attempt.request().taskDefinition());
    tasks.forEach(observer::observe);
    if (!tasks.isEmpty()) {
      return;
    }
    if (isPast(attempt.writtenAt(), NEVER_LAUNCHED)) {
      settlement.settleLost(key, "no task came of its request");
    } else if (isPast(attempt.writtenAt(), ABANDONED) && executionIsGone(run)) {
      var _ = canceller.cancel(run.id(), "its execution has ended");
      settlement.settleLost(key, "no task came of its request, and its execution has ended");
    }
  }

  private boolean executionIsGone(Run run) {
    var entry = run.member().entry();
    return entry != null && ports.executions().status(entry.execution()) != Status.RUNNING;
  }

  private void open(Run run, Attempt attempt, Optional<TaskFacts> found) {
    if (found.isEmpty()) {
      missing(run, attempt);
      return;
    }
    var facts = found.get();
    if (facts.isStopped()) {
      settlement.settle(key(run, attempt), facts);
      return;
    }
    if (attempt.startedAt() == null || attempt.missingSince() != null) {
      observer.observe(facts);
    }
    if (attempt.intent() != null) {
      stopper.stop(key(run, attempt), attempt.intent().outcome(), attempt.intent().why());
    } else {
      holdAgainstLimits(run, attempt, facts);
    }
  }

  private void missing(Run run, Attempt attempt) {
    if (!isPast(attempt.writtenAt(), MISSING_GRACE)) {
      return;
    }
    var key = key(run, attempt);
    if (attempt.missingSince() == null) {
      mark(key, clock.instant());
    } else if (isPast(attempt.missingSince(), BETWEEN_MISSES)) {
      ports.tasks().stop(Objects.requireNonNull(attempt.taskArn()), "longshore:LOST: not found");
      settlement.settleLost(key, "ECS does not know its task any more");
    }
  }

  private void mark(AttemptKey key, Instant missingSince) {
    var _ =
        ledger.update(
            key.run(),
            run ->
                run.member()
                    .openAttempt(key.n())
                    .map(attempt ->
                        run.with(run.member().withAttempt(attempt.withMissingSince(missingSince))))
                    .orElse(run));
  }

  private void holdAgainstLimits(Run run, Attempt attempt, TaskFacts facts) {
    var job = ledger.job(Objects.requireNonNull(run.version()));
    var startedAt = attempt.startedAt() == null ? facts.startedAt() : attempt.startedAt();
    var key = key(run, attempt);
    if (startedAt == null) {
      if (isPast(attempt.writtenAt(), job.startTimeout())) {
        stopper.stop(
            key,
            Outcome.START_TIMED_OUT,
            "not running after " + Durations.format(job.startTimeout()));
      }
    } else if (isPast(startedAt, job.timeout())) {
      stopper.stop(
          key, Outcome.TIMED_OUT, "still running after " + Durations.format(job.timeout()));
    } else if (idle(job, facts) instanceof Idle(var evidence)) {
      stopper.stop(key, Outcome.IDLE_STOPPED, evidence);
    }
  }

  private @Nullable IdleDecision idle(Job job, TaskFacts facts) {
    if (job.idle() == null) {
      return null;
    }
    var since = clock.instant().minus(job.idle().after().multipliedBy(2));
    return IdleDecision.of(job.idle(), ports.metrics().samples(facts.taskArn(), since));
  }

  /** Sees to it that a final run is announced, by its execution or else by us. */
  private void tell(Run run) {
    var entry = run.member().entry();
    if (entry == null) {
      return; // its execution is still to enter Attempt, which neverEntered sees to
    }
    if (entry.liveToken() != null) {
      notifier.notify(run);
      return;
    }
    switch (ports.executions().status(entry.execution())) {
      case RUNNING -> {}
      case COMPLETED -> {
        var _ = ledger.update(run.id(), Run::asTold);
      }
      case BROKEN_OFF -> observer.tell(run);
    }
  }

  private AttemptKey key(Run run, Attempt attempt) {
    return run.attemptKey(settings.stack(), attempt.n());
  }

  /** When its phase was decided. */
  private static Instant since(Run run) {
    var decisions = run.member().decisions();
    return decisions.isEmpty() ? run.openedAt() : decisions.getLast().at();
  }

  private boolean isPast(Instant since, Duration wait) {
    return !since.plus(wait).isAfter(clock.instant());
  }
}

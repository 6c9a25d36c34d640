package dev.longshore.orchestration;

import dev.longshore.admission.PaceLimit;
import dev.longshore.decision.NextAttempt;
import dev.longshore.job.Capacity;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.Stored;
import dev.longshore.ledger.Transaction;
import dev.longshore.orchestration.Closing.Closed;
import dev.longshore.orchestration.Tasks.Launched;
import dev.longshore.orchestration.Tasks.Refused;
import dev.longshore.orchestration.Tasks.Throttled;
import dev.longshore.run.Attempt;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Decision;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Final;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Phase.Queued;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import dev.longshore.run.StateEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the state machine's entry into Attempt: binds its token, does what the run's phase calls
 * for, and notifies if that has an answer. An entry that is older than the bound one does nothing.
 */
public final class AttemptLauncher {

  /** How far the clocks of Step Functions and ours may be apart. */
  static final Duration SKEW = Duration.ofSeconds(5);

  /** How long a request is repeated: its client token must still live when the last one arrives. */
  static final Duration REQUEST_LIFE = Duration.ofMinutes(50);

  /** After how long a task that was launched is certain to be listed. */
  static final Duration LISTED = Duration.ofMinutes(10);

  /** When a request is sent again after a refusal that an earlier request may yet contradict. */
  static final Duration AFTER_REFUSAL = Duration.ofSeconds(60);

  private static final Duration THROTTLED_MIN = Duration.ofSeconds(2);
  private static final Duration THROTTLED_MAX = Duration.ofSeconds(60);
  private static final Logger LOG = LoggerFactory.getLogger(AttemptLauncher.class);

  private final Ledger ledger;
  private final Tasks tasks;
  private final Admission admission;
  private final Closing closing;
  private final Settlement settlement;
  private final Canceller canceller;
  private final Stopper stopper;
  private final Notifier notifier;
  private final TaskRequests requests;
  private final Settings settings;
  private final InstantSource clock;
  private final RandomGenerator random;

  AttemptLauncher(
      Ledger ledger,
      Tasks tasks,
      Admission admission,
      Closing closing,
      Settlement settlement,
      Canceller canceller,
      Stopper stopper,
      Notifier notifier,
      Settings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.admission = admission;
    this.closing = closing;
    this.settlement = settlement;
    this.canceller = canceller;
    this.stopper = stopper;
    this.notifier = notifier;
    this.requests = new TaskRequests(settings);
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** What an entry has led to, before anything is asked of ECS. */
  private record Progress(Run run, Optional<Run> woken, List<RunId> toCancel) {

    static Progress of(Run run) {
      return new Progress(run, Optional.empty(), List.of());
    }

    static Progress of(Closed closed) {
      return new Progress(closed.run(), closed.woken(), List.of());
    }
  }

  /**
   * Does what an entry calls for.
   *
   * @throws RuntimeException if the effect of a call is unknown; the same entry is then to be tried
   *     again
   */
  public void launch(RunId id, StateEntry entry) {
    var progress = Ledger.retrying("run " + id, () -> advance(ledger.run(id), entry));
    progress.woken().ifPresent(notifier::notify);
    progress.toCancel().forEach(older -> canceller.cancel(older, "replaced by " + id));
    var run = progress.run();
    var now = clock.instant();
    if (run.member().accepts(entry) && !isDue(run, now)) {
      notifier.notify(run, now);
      return;
    }
    if (run.member().accepts(entry)) {
      send(run, entry);
    }
    notifier.notify(id);
  }

  private @Nullable Progress advance(Stored<Run> before, StateEntry entry) {
    var found = before.value();
    if (!found.member().accepts(entry)) {
      return Progress.of(found);
    }
    var run = found.with(found.member().bind(entry));
    if (run.isCancelling() && run.member().openAttempt().isEmpty()) {
      return closed(closing.close(before, canceller.cancelled(run)));
    }
    return switch (run.member().phase()) {
      case Queued _ -> admit(before, run);
      case Waiting _ -> waitOn(before, run);
      case Admitted _ -> write(before, open(run, false), ledger.transaction(), List.of());
      case BackingOff(var until, var paced) when !until.minus(SKEW).isAfter(clock.instant()) ->
          write(before, open(run, paced), ledger.transaction(), List.of());
      case Launching(var attempt, _) when isInDoubt(found, entry) ->
          write(
              before,
              run.with(run.member().withAttempt(attempt.withDoubt(clock.instant()))),
              ledger.transaction(),
              List.of());
      case BackingOff _, Launching _, Open _, Final _ ->
          ledger.replace(before, run) ? Progress.of(run) : null;
    };
  }

  /**
   * Whether an entry comes after one of which nobody knows what it asked of ECS: one that failed,
   * or that a person broke off.
   */
  private static boolean isInDoubt(Run found, StateEntry entry) {
    var last = found.member().entry();
    return last != null
        && !entry.isSameAs(last)
        && (entry.retryCount() > 0 || last.redrives() < entry.redrives());
  }

  private @Nullable Progress admit(Stored<Run> before, Run run) {
    if (run.version() == null) {
      // It was never to start; why not was decided when it was opened.
      var reason = run.member().decisions().getLast().evidence();
      return closed(closing.close(before, ended(run, RunState.REJECTED, reason)));
    }
    var claim = closing.claim(run);
    var step = claim.isPresent() ? admission.first(run, claim.get()) : admission.free(run);
    return follow(before, step);
  }

  private @Nullable Progress waitOn(Stored<Run> before, Run run) {
    var step = admission.again(run, closing.claim(run).orElseThrow());
    return follow(
        before, step == null ? new Admission.Step(run, ledger.transaction(), List.of()) : step);
  }

  private @Nullable Progress follow(Stored<Run> before, Admission.Step step) {
    if (step.run().isFinal()) {
      return closed(closing.close(before, step.run()));
    }
    var run =
        step.run().member().phase() instanceof Admitted ? open(step.run(), false) : step.run();
    return write(before, run, step.transaction(), step.toCancel());
  }

  private static @Nullable Progress write(
      Stored<Run> before, Run after, Transaction transaction, List<RunId> toCancel) {
    return transaction.put(before, after).commit()
        ? new Progress(after, Optional.empty(), toCancel)
        : null;
  }

  private static @Nullable Progress closed(@Nullable Closed closed) {
    return closed == null ? null : Progress.of(closed);
  }

  /**
   * A run that may start an attempt, with the attempt written, or waiting for its place in the
   * launch rate.
   */
  private Run open(Run run, boolean paced) {
    var now = clock.instant();
    var version =
        Objects.requireNonNull(run.version(), "a run without a job version is never admitted");
    var job = ledger.job(version);
    var next = NextAttempt.after(run.member().past(), job, run.overrides());
    var goAt = paced ? now : reserve(next.capacity(), now);
    if (goAt.isAfter(now)) {
      return run.with(
          run.member()
              .backingOff(goAt, true, new Decision(now, "paced", "launches are at their rate")));
    }
    var n = run.member().past().size() + 1;
    var request = requests.write(run, job, version, n, next);
    var decision = "attempt " + n + " on " + next.capacity();
    return run.with(
        run.member().launching(request, now, new Decision(now, decision, next.evidence())));
  }

  private Instant reserve(Capacity capacity, Instant now) {
    var call = reserve(settings.calls(), now);
    var launch = reserve(settings.launches().get(capacity), now);
    return call.isAfter(launch) ? call : launch;
  }

  private Instant reserve(@Nullable PaceLimit limit, Instant now) {
    return limit == null ? now : ledger.reserve(limit, now);
  }

  private static boolean isDue(Run run, Instant now) {
    return run.member().phase() instanceof Launching(var attempt, var notBefore)
        && !notBefore.minus(SKEW).isAfter(now)
        && attempt.writtenAt().plus(REQUEST_LIFE).isAfter(now);
  }

  private void send(Run run, StateEntry entry) {
    var attempt = run.member().openAttempt().orElseThrow();
    var key = run.attemptKey(settings.stack(), attempt.n());
    switch (tasks.launch(key, attempt.request())) {
      case Launched(var taskArn) -> bind(key, taskArn);
      case Throttled _ ->
          defer(key, entry, afterThrottling(attempt.writtenAt()), "RunTask was throttled");
      case Refused(var reason) -> refused(key, attempt, entry, reason);
    }
  }

  private void bind(AttemptKey key, String taskArn) {
    var run =
        ledger.update(
            key.run(),
            current -> {
              var attempt = current.member().openAttempt(key.n());
              return attempt.isPresent() && current.member().phase() instanceof Launching
                  ? current.with(current.member().open(attempt.get().withTask(taskArn)))
                  : current;
            });
    LOG.atInfo().addKeyValue("attempt", key).addKeyValue("task", taskArn).log("task launched");
    var attempt = run.member().openAttempt(key.n());
    if (attempt.isEmpty()) {
      stopper.stopStray(taskArn, "its attempt is closed");
    } else if (attempt.get().intent() != null) {
      tasks.stop(taskArn, attempt.get().intent().reason());
    }
  }

  /**
   * A refusal closes the attempt only where no earlier request for it can have taken effect, and
   * while no later entry has come. ECS may refuse a request before it looks at the client token, so
   * that a refusal says nothing of what the same token has launched.
   */
  private void refused(AttemptKey key, Attempt attempt, StateEntry entry, String reason) {
    var doubtedAt = attempt.doubtedAt();
    if (doubtedAt != null && found(key, attempt)) {
      return;
    }
    var isCertain = doubtedAt == null || !doubtedAt.plus(LISTED).isAfter(clock.instant());
    var closed =
        isCertain
            && settlement.settleRefused(key, reason, run -> entry.equals(run.member().entry()));
    if (!closed) {
      defer(
          key, entry, AFTER_REFUSAL, "refused, but an earlier request may take effect: " + reason);
    }
  }

  /** Whether ECS lists a task of the attempt, which then is bound or settled. */
  private boolean found(AttemptKey key, Attempt attempt) {
    var launched = tasks.ofAttempt(key, attempt.request().taskDefinition());
    for (var facts : launched) {
      if (facts.isStopped()) {
        settlement.settle(key, facts);
      } else {
        bind(key, facts.taskArn());
      }
    }
    return !launched.isEmpty();
  }

  /**
   * Puts an attempt's launch off and has its entry come again. That is answered as of now: should
   * this take longer than the wait, nobody else would see that the launch is due.
   */
  private void defer(AttemptKey key, StateEntry entry, Duration wait, String why) {
    var now = clock.instant();
    var notBefore = now.plus(wait);
    var deferred =
        ledger.update(
            key.run(),
            run ->
                // It is deferred to then already where the answer to this very write was lost.
                run.member().phase() instanceof Launching(var attempt, var until)
                        && attempt.n() == key.n()
                        && !until.equals(notBefore)
                    ? run.with(
                        run.member().relaunching(notBefore, new Decision(now, "launch later", why)))
                    : run);
    if (entry.equals(deferred.member().entry())) {
      notifier.notify(deferred, now);
    }
  }

  /** Full jitter under a bound that grows with the time that the attempt has waited already. */
  private Duration afterThrottling(Instant since) {
    var waited = Duration.between(since, clock.instant());
    var bound = waited.compareTo(THROTTLED_MAX) < 0 ? waited : THROTTLED_MAX;
    return THROTTLED_MIN.plusMillis(random.nextLong(bound.toMillis() + 1));
  }

  private Run ended(Run run, RunState state, String reason) {
    return run.with(
        run.member().ended(state, reason, new Decision(clock.instant(), state.name(), reason)));
  }
}

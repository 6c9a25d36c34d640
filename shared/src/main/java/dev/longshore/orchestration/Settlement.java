package dev.longshore.orchestration;

import dev.longshore.cost.Billing;
import dev.longshore.decision.Classifier;
import dev.longshore.decision.NextAttempt;
import dev.longshore.decision.RetryDecision;
import dev.longshore.decision.RetryDecision.GiveUp;
import dev.longshore.decision.RetryDecision.RetryAt;
import dev.longshore.decision.RetryDecision.RetryNow;
import dev.longshore.job.Job;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.Stored;
import dev.longshore.orchestration.Closing.Closed;
import dev.longshore.run.Attempt;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Decision;
import dev.longshore.run.Member;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import dev.longshore.run.TaskFacts;
import dev.longshore.run.TaskFacts.ContainerFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes attempts whose tasks have ended: what became of it, what it cost, and what is next for its
 * member are decided and written at once. Settling an attempt that is closed does nothing but
 * notify again.
 */
final class Settlement {

  /** The container whose end decides over the attempt; others are sidecars. */
  private static final String ESSENTIAL = "job";

  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private final Ledger ledger;
  private final Closing closing;
  private final Notifier notifier;
  private final Billing billing;
  private final InstantSource clock;
  private final RandomGenerator random;

  Settlement(
      Ledger ledger,
      Closing closing,
      Notifier notifier,
      Billing billing,
      InstantSource clock,
      RandomGenerator random) {
    this.ledger = ledger;
    this.closing = closing;
    this.notifier = notifier;
    this.billing = billing;
    this.clock = clock;
    this.random = random;
  }

  /** Settles an attempt of which ECS has said the end. */
  void settle(AttemptKey key, TaskFacts facts) {
    var _ = settle(key, _ -> true, (run, attempt) -> ended(run, attempt, facts));
  }

  /**
   * Settles an attempt whose request was refused, as long as {@code condition} holds for its run.
   *
   * @return whether the attempt is closed now
   */
  boolean settleRefused(AttemptKey key, String reason, Predicate<Run> condition) {
    var facts = TaskFacts.refused(key, reason, clock.instant());
    var run = settle(key, condition, (current, attempt) -> ended(current, attempt, facts));
    return run.member().openAttempt(key.n()).isEmpty();
  }

  /** Settles an attempt whose task's end nobody saw; its cost is what it can have been at most. */
  void settleLost(AttemptKey key, String why) {
    var _ = settle(key, _ -> true, (run, attempt) -> lost(run, attempt, why));
  }

  private Run settle(
      AttemptKey key, Predicate<Run> condition, BiFunction<Run, Attempt, Ended> end) {
    var settled =
        Ledger.retrying(
            "run " + key.run(),
            () -> {
              var before = ledger.run(key.run());
              var run = before.value();
              var attempt = run.member().openAttempt(key.n());
              return attempt.isPresent() && condition.test(run)
                  ? write(before, end.apply(run, attempt.get()))
                  : new Closed(run, Optional.empty());
            });
    notifier.notify(settled.run());
    settled.woken().ifPresent(notifier::notify);
    return settled.run();
  }

  /**
   * How an attempt ended.
   *
   * @param reasons what ECS said of the task and its containers
   * @param whyStopped why we stopped it; null if we did not
   */
  private record Ended(
      PastAttempt attempt, String evidence, List<String> reasons, @Nullable String whyStopped) {}

  private @Nullable Closed write(Stored<Run> before, Ended past) {
    var run = before.value();
    var after = run.with(next(run, past));
    LOG.atInfo()
        .addKeyValue("run", run.id())
        .addKeyValue("attempt", past.attempt().n())
        .addKeyValue("outcome", past.attempt().outcome())
        .addKeyValue("evidence", past.evidence())
        .log("attempt settled");
    if (after.isFinal()) {
      return closing.close(before, after);
    }
    return ledger.replace(before, after) ? new Closed(after, Optional.empty()) : null;
  }

  private Ended ended(Run run, Attempt attempt, TaskFacts facts) {
    var job = job(run);
    var classification =
        Classifier.classify(facts, attempt.intent(), job.completesOnTerm(), ESSENTIAL::equals);
    var usage =
        new Billing.Usage(
            job.architecture(),
            attempt.request().size(),
            job.ephemeralStorage(),
            facts.pullStartedAt(),
            facts.stoppedAt());
    var past =
        new PastAttempt(
            attempt.n(),
            attempt.request().capacity(),
            attempt.request().size(),
            Objects.requireNonNull(classification.outcome(), "only stopped tasks are settled"),
            exitCode(facts),
            facts.stopCode(),
            facts.stoppedReason(),
            facts.taskArn().isEmpty() ? attempt.taskArn() : facts.taskArn(),
            facts.startedAt() == null ? attempt.startedAt() : facts.startedAt(),
            facts.stoppedAt(),
            billing.bill(usage, attempt.request().capacity(), false),
            !TaskFacts.LOCAL_RESTART.equals(facts.stopCode()));
    var whyStopped = attempt.intent() == null ? null : attempt.intent().why();
    return new Ended(past, classification.summary(), reasons(facts), whyStopped);
  }

  private Ended lost(Run run, Attempt attempt, String why) {
    var job = job(run);
    var now = clock.instant();
    var usage =
        new Billing.Usage(
            job.architecture(),
            attempt.request().size(),
            job.ephemeralStorage(),
            attempt.writtenAt(),
            now);
    var past =
        new PastAttempt(
            attempt.n(),
            attempt.request().capacity(),
            attempt.request().size(),
            Outcome.LOST,
            null,
            null,
            why,
            attempt.taskArn(),
            attempt.startedAt(),
            null,
            billing.bill(usage, attempt.request().capacity(), true),
            true);
    return new Ended(past, why, List.of(), null);
  }

  private Member next(Run run, Ended past) {
    var now = clock.instant();
    var outcome = past.attempt().outcome();
    var member =
        run.member()
            .closed(past.attempt())
            .decided(
                new Decision(
                    now, "attempt " + past.attempt().n() + " " + outcome, past.evidence()));
    if (outcome == Outcome.SUCCEEDED) {
      return member.ended(RunState.SUCCEEDED, "", new Decision(now, "succeeded", past.evidence()));
    }
    if (run.cancellation() != null) {
      var reason = run.cancellation().reason();
      return member.ended(RunState.CANCELLED, reason, new Decision(now, "cancelled", reason));
    }
    return retried(run, member, past, now);
  }

  private Member retried(Run run, Member member, Ended last, Instant now) {
    var job = job(run);
    var past = member.past();
    var next = NextAttempt.after(past, job, run.overrides()).capacity();
    return switch (RetryDecision.after(past, last.reasons(), job.retry(), next, now, random)) {
      case RetryNow(var evidence) -> member.admitted(new Decision(now, "retry", evidence));
      case RetryAt(var when, var evidence) ->
          member.backingOff(when, false, new Decision(now, "retry at " + when, evidence));
      case GiveUp(var evidence) -> {
        var state = last.attempt().outcome().finalState();
        // That such an end is never retried is no news; why it came is.
        var reason =
            state == RunState.FAILED
                ? evidence
                : Objects.requireNonNullElse(last.whyStopped(), evidence);
        yield member.ended(state, reason, new Decision(now, "give up", evidence));
      }
    };
  }

  private Job job(Run run) {
    return ledger.job(
        Objects.requireNonNull(run.version(), "a run without a job version has no attempts"));
  }

  private static @Nullable Integer exitCode(TaskFacts facts) {
    return facts.containers().stream()
        .filter(container -> container.name().equals(ESSENTIAL))
        .map(ContainerFacts::exitCode)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static List<String> reasons(TaskFacts facts) {
    var reasons = new ArrayList<String>();
    for (var container : facts.containers()) {
      if (container.reason() != null) {
        reasons.add(container.reason());
      }
    }
    if (facts.stoppedReason() != null) {
      reasons.add(facts.stoppedReason());
    }
    return reasons;
  }
}

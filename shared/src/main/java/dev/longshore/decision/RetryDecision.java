package dev.longshore.decision;

import dev.longshore.job.Capacity;
import dev.longshore.job.RetryPolicy;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** What becomes of a member whose attempt has ended without success. */
public sealed interface RetryDecision {

  /** Why, in words an operator understands, with the numbers it rests on. */
  String evidence();

  record RetryNow(String evidence) implements RetryDecision {}

  record RetryAt(Instant when, String evidence) implements RetryDecision {}

  record GiveUp(String evidence) implements RetryDecision {}

  /**
   * Decides after the last of {@code past}, by its class alone: an interruption never uses up the
   * job's own attempts, nor the other way round.
   *
   * @param reasons what ECS said of the task and its containers
   * @param next what a next attempt would be bought as
   */
  static RetryDecision after(
      List<PastAttempt> past,
      List<String> reasons,
      RetryPolicy policy,
      Capacity next,
      Instant now,
      RandomGenerator random) {
    var last = past.getLast();
    var retryClass = RetryClass.of(last.outcome());
    if (!last.counted()) {
      return new RetryNow(last.outcome() + ", which does not count");
    }
    if (retryClass == RetryClass.NEVER) {
      return new GiveUp(last.outcome() + " is never retried");
    }
    if (isHopeless(last)) {
      return new GiveUp(
          "%s: the container cannot be started, now or later".formatted(last.outcome()));
    }
    if (retryClass == RetryClass.OWN_FAILURE && !isRetried(last, reasons, policy)) {
      return new GiveUp("exit code %s is not retried".formatted(last.exitCode()));
    }
    var used = retryClass.count(past) - 1;
    var limit = retryClass.limit(policy);
    var evidence =
        "%s: %d of %d retries (%s) used".formatted(last.outcome(), used, limit, retryClass.key());
    if (used >= limit) {
      return new GiveUp(evidence);
    }
    if (retryClass == RetryClass.INTERRUPTION
        || retryClass == RetryClass.OUT_OF_MEMORY
        || movesToOnDemand(last, next)) {
      // What was wrong is not there any more: other capacity, or more memory. Waiting would only
      // cost time.
      return new RetryNow(evidence);
    }
    return new RetryAt(now.plus(Backoff.of(policy, random).delay(used)), evidence);
  }

  /** A job that takes Spot or nothing stays where there was none, so it has to wait. */
  private static boolean movesToOnDemand(PastAttempt last, Capacity next) {
    return next == Capacity.ON_DEMAND && NextAttempt.lackedSpot(last);
  }

  private static boolean isRetried(PastAttempt last, List<String> reasons, RetryPolicy policy) {
    var code = last.exitCode();
    if (code != null && policy.failExitCodes().contains(code)) {
      return false;
    }
    return policy.retryExitCodes().isEmpty()
        || (code != null && policy.retryExitCodes().contains(code))
        || policy.retryReasons().stream()
            .map(Glob::new)
            .anyMatch(glob -> reasons.stream().anyMatch(glob::matches));
  }

  /**
   * The image and the command are fixed for the run, so what is not in the image today is not in it
   * tomorrow.
   */
  private static boolean isHopeless(PastAttempt last) {
    return last.outcome() == Outcome.LAUNCH_FAILED
        && last.stoppedReason() != null
        && last.stoppedReason().contains("CannotStartContainerError");
  }
}

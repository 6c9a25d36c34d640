package dev.longshore.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.decision.RetryDecision.GiveUp;
import dev.longshore.decision.RetryDecision.RetryAt;
import dev.longshore.decision.RetryDecision.RetryNow;
import dev.longshore.job.Capacity;
import dev.longshore.job.RetryPolicy;
import dev.longshore.job.SampleJob;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.SampleRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryDecisionTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Set<Outcome> NEVER_RETRIED =
      EnumSet.of(
          Outcome.TIMED_OUT, Outcome.IDLE_STOPPED, Outcome.BUDGET_STOPPED, Outcome.CANCELLED);
  private static final List<Set<Outcome>> COUNTED_TOGETHER =
      List.of(
          EnumSet.of(Outcome.LAUNCH_FAILED, Outcome.START_TIMED_OUT),
          EnumSet.of(Outcome.INTERRUPTED, Outcome.LOST),
          EnumSet.of(Outcome.OUT_OF_MEMORY),
          EnumSet.of(Outcome.FAILED));
  private static final String NO_SPOT =
      "Capacity is unavailable at this time. Please try again later or in a different availability"
          + " zone";

  private static RetryPolicy policy(String fields) {
    return SampleJob.with("'retry': {" + fields + "}").retry();
  }

  private static RetryDecision after(
      List<PastAttempt> past, RetryPolicy policy, String... reasons) {
    return RetryDecision.after(past, List.of(reasons), policy, Capacity.SPOT, NOW, new Random(1));
  }

  private static List<PastAttempt> times(int count, Outcome outcome) {
    var past = new ArrayList<PastAttempt>();
    for (var n = 1; n <= count; n++) {
      past.add(SampleRun.ended(n, outcome));
    }
    return past;
  }

  private static PastAttempt failed(int exitCode) {
    return SampleRun.ended(1, Capacity.SPOT, Outcome.FAILED, exitCode, null);
  }

  @Test
  void eachKindIsRetriedUpToItsOwnLimitAndNotOnceMore() {
    // attempts counts the first time too, so that 5 of it are 4 retries
    var policy = policy("'launches': 2, 'interruptions': 3, 'outOfMemory': 1, 'attempts': 5");
    var limits = List.of(2, 3, 1, 4);
    for (var i = 0; i < COUNTED_TOGETHER.size(); i++) {
      for (var outcome : COUNTED_TOGETHER.get(i)) {
        for (var count = 1; count <= 6; count++) {
          var decision = after(times(count, outcome), policy);

          assertThat(decision instanceof GiveUp)
              .as("%d times %s: %s", count, outcome, decision)
              .isEqualTo(count > limits.get(i));
        }
      }
    }
  }

  @Test
  void noKindUsesUpTheRetriesOfAnother() {
    var policy = policy("'launches': 1, 'interruptions': 1, 'outOfMemory': 1, 'attempts': 2");
    for (var before : Outcome.values()) {
      for (var last : Outcome.values()) {
        var past = new ArrayList<>(times(1, before));
        past.add(SampleRun.ended(2, last));
        var together =
            COUNTED_TOGETHER.stream().anyMatch(set -> set.contains(before) && set.contains(last));
        var isRetried = COUNTED_TOGETHER.stream().anyMatch(set -> set.contains(last));

        assertThat(after(past, policy) instanceof GiveUp)
            .as("%s, then %s", before, last)
            .isEqualTo(together || !isRetried);
      }
    }
  }

  @Test
  void whatWasStoppedOnPurposeIsNeverRetried() {
    var policy = policy("'attempts': 9, 'launches': 9, 'interruptions': 9, 'outOfMemory': 9");
    for (var outcome : NEVER_RETRIED) {
      assertThat(after(times(1, outcome), policy))
          .isEqualTo(new GiveUp(outcome + " is never retried"));
    }
  }

  @Test
  void byDefaultAFailureOfTheJobIsNotRetriedAndTroubleOfTheCloudIs() {
    assertThat(after(times(1, Outcome.FAILED), RetryPolicy.DEFAULT)).isInstanceOf(GiveUp.class);
    assertThat(after(times(1, Outcome.OUT_OF_MEMORY), RetryPolicy.DEFAULT))
        .isInstanceOf(GiveUp.class);
    assertThat(after(times(5, Outcome.INTERRUPTED), RetryPolicy.DEFAULT))
        .isInstanceOf(RetryNow.class);
    assertThat(after(times(6, Outcome.INTERRUPTED), RetryPolicy.DEFAULT))
        .isInstanceOf(GiveUp.class);
    assertThat(after(times(10, Outcome.LAUNCH_FAILED), RetryPolicy.DEFAULT))
        .isInstanceOf(RetryAt.class);
    assertThat(after(times(11, Outcome.LAUNCH_FAILED), RetryPolicy.DEFAULT))
        .isInstanceOf(GiveUp.class);
  }

  @Test
  void aFailureWaitsUnderABoundThatGrowsWithItsOwnCountAlone() {
    var policy = policy("'attempts': 9, 'backoff': 'PT10S', 'max': 'PT1H', 'launches': 9");
    var past = new ArrayList<>(times(4, Outcome.LAUNCH_FAILED));
    past.add(SampleRun.ended(5, Outcome.FAILED));

    for (var seed = 0; seed < 200; seed++) {
      var decision =
          RetryDecision.after(past, List.of(), policy, Capacity.SPOT, NOW, new Random(seed));

      assertThat(decision).isInstanceOf(RetryAt.class);
      assertThat(((RetryAt) decision).when()).isBetween(NOW, NOW.plusSeconds(10));
    }
    past.add(SampleRun.ended(6, Outcome.FAILED));
    var latest = NOW;
    for (var seed = 0; seed < 200; seed++) {
      var when =
          ((RetryAt)
                  RetryDecision.after(
                      past, List.of(), policy, Capacity.SPOT, NOW, new Random(seed)))
              .when();
      latest = when.isAfter(latest) ? when : latest;
    }
    assertThat(latest).isBetween(NOW.plusSeconds(10), NOW.plusSeconds(20));
  }

  @Test
  void anInterruptionIsRetriedAtOnce() {
    assertThat(after(times(1, Outcome.INTERRUPTED), RetryPolicy.DEFAULT))
        .isEqualTo(new RetryNow("INTERRUPTED: 0 of 5 retries (interruptions) used"));
    assertThat(after(times(2, Outcome.LOST), RetryPolicy.DEFAULT))
        .isEqualTo(new RetryNow("LOST: 1 of 5 retries (interruptions) used"));
  }

  @Test
  void whatDoesNotCountIsRetriedHoweverOftenItCame() {
    var past = new ArrayList<>(times(6, Outcome.INTERRUPTED));
    past.set(5, SampleRun.uncounted(past.get(5)));

    assertThat(after(past, RetryPolicy.DEFAULT)).isInstanceOf(RetryNow.class);

    past.add(SampleRun.ended(7, Outcome.INTERRUPTED));
    assertThat(after(past, policy("'interruptions': 6"))).isInstanceOf(RetryNow.class);
    assertThat(after(past, policy("'interruptions': 5"))).isInstanceOf(GiveUp.class);
  }

  @Test
  void aLackOfSpotIsRetriedAtOnceOnDemandButOnSpotOnlyAfterAWait() {
    var past = List.of(SampleRun.ended(1, Capacity.SPOT, Outcome.LAUNCH_FAILED, null, NO_SPOT));

    assertThat(after(Capacity.ON_DEMAND, past)).isInstanceOf(RetryNow.class);
    assertThat(after(Capacity.SPOT, past)).isInstanceOf(RetryAt.class);
  }

  @Test
  void aLackOfOnDemandCapacityWaits() {
    var past =
        List.of(SampleRun.ended(1, Capacity.ON_DEMAND, Outcome.LAUNCH_FAILED, null, NO_SPOT));

    assertThat(after(Capacity.ON_DEMAND, past)).isInstanceOf(RetryAt.class);
  }

  private static RetryDecision after(Capacity next, List<PastAttempt> past) {
    return RetryDecision.after(
        past, List.of(NO_SPOT), RetryPolicy.DEFAULT, next, NOW, new Random(1));
  }

  @Test
  void exitCodesDecideWhichFailuresAreRetried() {
    for (var retryCodes : List.of("[]", "[75]", "[75, 1]")) {
      for (var failCodes : List.of("[]", "[64]", "[75]")) {
        for (var reasons : List.of("[]", "['*timeout*']")) {
          for (var code : new int[] {1, 64, 75}) {
            var policy =
                policy(
                    "'attempts': 3, 'retryExitCodes': %s, 'failExitCodes': %s, 'retryReasons': %s"
                        .formatted(retryCodes, failCodes, reasons));
            var isNever = failCodes.contains(String.valueOf(code));
            var isAsked =
                retryCodes.equals("[]")
                    || retryCodes.matches(".*\\b" + code + "\\b.*")
                    || reasons.contains("timeout");

            assertThat(
                    after(List.of(failed(code)), policy, "I/O Timeout after 3 s")
                        instanceof RetryAt)
                .as("%d with %s", code, policy)
                .isEqualTo(isAsked && !isNever);
          }
        }
      }
    }
  }

  @Test
  void aReasonCountsOnlyIfAllOfItMatches() {
    var policy =
        policy("'attempts': 3, 'retryExitCodes': [75], 'retryReasons': ['db *', 'a.c', '*[1]*']");

    assertThat(after(List.of(failed(1)), policy, "db is away")).isInstanceOf(RetryAt.class);
    assertThat(after(List.of(failed(1)), policy, "DB IS\nAWAY")).isInstanceOf(RetryAt.class);
    assertThat(after(List.of(failed(1)), policy, "x", "in [1] of 2")).isInstanceOf(RetryAt.class);
    assertThat(after(List.of(failed(1)), policy, "the db is away")).isInstanceOf(GiveUp.class);
    assertThat(after(List.of(failed(1)), policy, "abc")).isInstanceOf(GiveUp.class);
    assertThat(after(List.of(failed(1)), policy)).isInstanceOf(GiveUp.class);
  }

  @Test
  void aFailureWithoutAnExitCodeIsRetriedUnlessOnlySomeCodesAre() {
    var past = List.of(SampleRun.ended(1, Outcome.FAILED));

    assertThat(after(past, policy("'attempts': 2, 'failExitCodes': [1]")))
        .isInstanceOf(RetryAt.class);
    assertThat(after(past, policy("'attempts': 2, 'retryExitCodes': [1]")))
        .isInstanceOf(GiveUp.class);
  }

  @Test
  void aContainerThatCannotBeStartedIsNotTriedAgain() {
    var past =
        List.of(
            SampleRun.ended(
                1,
                Capacity.SPOT,
                Outcome.LAUNCH_FAILED,
                null,
                "CannotStartContainerError: exec: \"etl\": executable file not found"));

    assertThat(after(past, RetryPolicy.DEFAULT)).isInstanceOf(GiveUp.class);
  }

  @Test
  void theEvidenceHasTheNumbers() {
    assertThat(after(times(3, Outcome.FAILED), policy("'attempts': 3")).evidence())
        .isEqualTo("FAILED: 2 of 2 retries (attempts) used");
  }
}

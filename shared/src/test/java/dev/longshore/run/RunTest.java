package dev.longshore.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.SampleJob;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Decision WHY = new Decision(NOW, "decided", "for a reason");
  private static final Run OPENED = SampleRun.of(SampleJob.smallest(), "r", NOW);
  private static final Cancellation CANCELLATION = new Cancellation(NOW, "enough");

  private static Run in(Member member) {
    return OPENED.with(member);
  }

  private static Member launching() {
    return OPENED.member().admitted(WHY).launching(SampleRun.request(), NOW, WHY);
  }

  private static Member open() {
    return launching().open(launching().openAttempt().orElseThrow().withTask("arn:task/1"));
  }

  private static List<Member> beforeTheEnd() {
    return List.of(
        OPENED.member(),
        OPENED.member().waiting(WHY),
        OPENED.member().admitted(WHY),
        OPENED.member().backingOff(NOW, true, WHY),
        launching(),
        open());
  }

  @Test
  void aRunThatWaitsForAPlaceIsWaitingAndAnyOtherOpenOneIsRunning() {
    assertThat(beforeTheEnd().stream().map(member -> in(member).state()))
        .containsExactly(
            RunState.RUNNING,
            RunState.WAITING,
            RunState.RUNNING,
            RunState.RUNNING,
            RunState.RUNNING,
            RunState.RUNNING);
  }

  @Test
  void anOpenRunThatIsToEndIsCancelling() {
    for (var member : beforeTheEnd()) {
      var run = in(member).cancelling(CANCELLATION);

      assertThat(run.state()).isEqualTo(RunState.CANCELLING);
      assertThat(run.isCancelling()).isTrue();
      assertThat(run.isFinal()).isFalse();
    }
  }

  @Test
  void anEndStandsWhateverWasAskedForBefore() {
    for (var state : EnumSet.allOf(RunState.class)) {
      if (state.isFinal()) {
        var run = in(OPENED.member().ended(state, "why", WHY)).cancelling(CANCELLATION);

        assertThat(run.state()).isEqualTo(state);
        assertThat(run.isFinal()).isTrue();
        assertThat(run.isCancelling()).isFalse();
      }
    }
  }

  @Test
  void theFirstCancellationStands() {
    var other = new Cancellation(NOW.plusSeconds(1), "more than enough");

    assertThat(OPENED.cancelling(CANCELLATION).cancelling(other).cancellation())
        .isEqualTo(CANCELLATION);
  }

  @Test
  void statesAreFinalAndFailuresAsTheDesignHasThem() {
    var open = EnumSet.of(RunState.WAITING, RunState.RUNNING, RunState.CANCELLING);
    for (var state : RunState.values()) {
      assertThat(state.isFinal()).isEqualTo(!open.contains(state));
      assertThat(state.isFailure())
          .isEqualTo(
              !open.contains(state) && state != RunState.SUCCEEDED && state != RunState.SKIPPED);
    }
  }

  @Test
  void eachLastOutcomeLeadsToAStateOfItsRun() {
    var expected = new EnumMap<Outcome, RunState>(Outcome.class);
    expected.putAll(
        Map.of(
            Outcome.SUCCEEDED, RunState.SUCCEEDED,
            Outcome.TIMED_OUT, RunState.TIMED_OUT,
            Outcome.IDLE_STOPPED, RunState.IDLE_STOPPED,
            Outcome.BUDGET_STOPPED, RunState.BUDGET_STOPPED,
            Outcome.CANCELLED, RunState.CANCELLED));
    for (var outcome : Outcome.values()) {
      assertThat(outcome.finalState()).isEqualTo(expected.getOrDefault(outcome, RunState.FAILED));
    }
  }

  @Test
  void attemptsAreNumberedFromOneWithoutAGap() {
    var member = launching();
    for (var n = 1; n <= 3; n++) {
      assertThat(member.openAttempt().orElseThrow().n()).isEqualTo(n);
      assertThat(member.openAttempt(n)).isPresent();
      assertThat(member.openAttempt(n + 1)).isEmpty();
      member =
          member
              .closed(SampleRun.ended(n, Outcome.INTERRUPTED))
              .admitted(WHY)
              .launching(SampleRun.request(), NOW, WHY);
    }
    assertThat(member.past()).extracting(PastAttempt::n).containsExactly(1, 2, 3);
  }

  @Test
  void theFirstIntentStands() {
    var first = new StopIntent(Outcome.TIMED_OUT, "too long", NOW);
    var second = new StopIntent(Outcome.CANCELLED, "enough", NOW.plusSeconds(1));
    var attempt = launching().openAttempt().orElseThrow();

    assertThat(attempt.withIntent(first).withIntent(second).intent()).isEqualTo(first);
  }

  @Test
  void whatIsLearntOfAnAttemptKeepsWhatWasKnown() {
    var intent = new StopIntent(Outcome.TIMED_OUT, "too long", NOW);
    var attempt =
        launching()
            .openAttempt()
            .orElseThrow()
            .withTask("arn:task/1")
            .withStart(NOW)
            .withIntent(intent)
            .withNotice("Your Spot Task was interrupted.")
            .withMissingSince(NOW);

    assertThat(attempt)
        .isEqualTo(
            new Attempt(
                1,
                SampleRun.request(),
                NOW,
                "arn:task/1",
                NOW,
                intent,
                "Your Spot Task was interrupted.",
                NOW));
  }

  @Test
  void aTaskThatWasSeenIsMissingNoLonger() {
    var missing = launching().openAttempt().orElseThrow().withMissingSince(NOW);

    assertThat(missing.withTask("arn:task/1").missingSince()).isNull();
    assertThat(missing.withStart(NOW).missingSince()).isNull();
  }

  @Test
  void anIntentChangesNoPhase() {
    for (var member : List.of(launching(), open())) {
      var attempt = member.openAttempt().orElseThrow();
      var intended =
          member.withAttempt(attempt.withIntent(new StopIntent(Outcome.CANCELLED, "x", NOW)));

      assertThat(intended.phase().getClass()).isEqualTo(member.phase().getClass());
    }
  }

  @Test
  void aRequestThatIsDueAgainIsTheSameRequest() {
    var later = launching().relaunching(NOW.plusSeconds(60), WHY);

    assertThat(later.openAttempt()).isEqualTo(launching().openAttempt());
    assertThat(later.phase())
        .isEqualTo(
            new Phase.Launching(launching().openAttempt().orElseThrow(), NOW.plusSeconds(60)));
  }

  @Test
  void eachStepIsAmongTheDecisions() {
    assertThat(beforeTheEnd().stream().map(member -> member.decisions().size()))
        .containsExactly(0, 1, 1, 1, 2, 2);
  }

  @Test
  void aRunIsToldOnceAndForAll() {
    assertThat(OPENED.told()).isFalse();
    assertThat(OPENED.asTold().told()).isTrue();
    assertThat(OPENED.asTold().asTold()).isEqualTo(OPENED.asTold());
  }

  @Test
  void theKeyOfAnAttemptHoldsStackRunAndMember() {
    assertThat(OPENED.attemptKey("prod", 3).startedBy())
        .isEqualTo("ls/prod/" + OPENED.id() + "/0/3");
    assertThat(OPENED.job().value()).isEqualTo("etl");
  }
}

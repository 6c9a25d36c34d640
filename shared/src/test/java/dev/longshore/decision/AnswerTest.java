package dev.longshore.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.decision.Answer.Done;
import dev.longshore.decision.Answer.Park;
import dev.longshore.decision.Answer.TryAt;
import dev.longshore.decision.Answer.TryNow;
import dev.longshore.run.Attempt;
import dev.longshore.run.Phase;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Final;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Phase.Queued;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.RunState;
import dev.longshore.run.SampleRun;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant LATER = NOW.plusNanos(1_000_000);
  private static final Attempt ATTEMPT =
      new Attempt(1, SampleRun.request(), NOW, null, null, null, null, null);

  private static Answer answer(Phase phase) {
    return Answer.of(phase, NOW);
  }

  @Test
  void aPhaseThatSomebodyElseEndsParksTheStateMachine() {
    assertThat(answer(new Queued())).isEqualTo(new Park());
    assertThat(answer(new Waiting())).isEqualTo(new Park());
    assertThat(answer(new Open(ATTEMPT))).isEqualTo(new Park());
    assertThat(answer(new Launching(ATTEMPT, NOW))).isEqualTo(new Park());
  }

  @Test
  void whoeverMayStartIsLetIn() {
    assertThat(answer(new Admitted())).isEqualTo(new TryNow());
    assertThat(answer(new BackingOff(NOW, true))).isEqualTo(new TryNow());
    assertThat(answer(new BackingOff(NOW.minusSeconds(1), false))).isEqualTo(new TryNow());
  }

  @Test
  void whoeverIsToComeLaterIsToldWhen() {
    assertThat(answer(new BackingOff(LATER, true))).isEqualTo(new TryAt(LATER));
    assertThat(answer(new BackingOff(LATER, false))).isEqualTo(new TryAt(LATER));
    assertThat(answer(new Launching(ATTEMPT, LATER))).isEqualTo(new TryAt(LATER));
  }

  @Test
  void eachEndIsDoneAndAFailureUnlessItSucceededOrWasSkipped() {
    for (var state : RunState.values()) {
      if (state.isFinal()) {
        var answer = answer(new Final(state, "why", NOW));

        assertThat(answer).isEqualTo(new Done(state));
        assertThat(answer.toJson())
            .isEqualTo(
                "{\"next\":\"DONE\",\"state\":\"%s\",\"fail\":%s}"
                    .formatted(
                        state, !Set.of(RunState.SUCCEEDED, RunState.SKIPPED).contains(state)));
      }
    }
  }

  @Test
  void theStateMachineReadsNextAndAt() {
    assertThat(Map.of(new TryNow(), "", new TryAt(NOW), "").keySet())
        .extracting(Answer::toJson)
        .containsExactlyInAnyOrder(
            "{\"next\":\"ATTEMPT\"}", "{\"next\":\"WAIT\",\"at\":\"2026-11-21T12:00:00Z\"}");
  }

  @Test
  void aParkedOneIsNeverSent() {
    assertThatThrownBy(new Park()::toJson).isInstanceOf(IllegalStateException.class);
  }
}

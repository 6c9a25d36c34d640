package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.RunId;
import dev.longshore.run.StateEntry;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NotifyTest {

  private static final String SUCCEEDED =
      " {\"next\":\"DONE\",\"state\":\"SUCCEEDED\",\"fail\":false}";

  private final Scene scene = new Scene();

  private StateEntry bound(RunId run) {
    return Objects.requireNonNull(scene.run(run).member().entry());
  }

  @Test
  void anAnsweredTokenIsCleared() {
    var run = scene.running("");

    scene.observe(scene.interrupted(run, 1));

    assertThat(bound(run).token()).isNull();
    assertThat(bound(run).refused()).isFalse();
    assertThat(scene.executions.answers).containsExactly("token-1 {\"next\":\"ATTEMPT\"}");
  }

  @Test
  void aRefusedTokenIsMarkedAndNotTriedAgain() {
    var run = scene.running("");
    scene.executions.deadTokens.add("token-1");

    scene.observe(scene.interrupted(run, 1));
    scene.observe(scene.interrupted(run, 1));

    assertThat(bound(run).refused()).isTrue();
    assertThat(bound(run).token()).isEqualTo("token-1");
    assertThat(scene.executions.answers).containsExactly("token-1 refused");
  }

  @Test
  void whereAStaleTokenIsRefusedTheNewOneIsAnswered() {
    var run = scene.running("");
    var newer = scene.entry(run);
    scene.executions.deadTokens.add("token-1");
    scene.executions.duringAnswers.add(
        () -> scene.ledger.update(run, current -> current.with(current.member().bind(newer))));

    scene.observe(scene.exited(run, 1, 0));

    assertThat(scene.executions.answers)
        .containsExactly("token-1 refused", newer.token() + SUCCEEDED);
    assertThat(scene.run(run).told()).isTrue();
  }

  @Test
  void anAnswerThatWasTakenClearsNoLaterToken() {
    var run = scene.running("");
    var newer = scene.entry(run);
    scene.executions.duringAnswers.add(
        () -> scene.ledger.update(run, current -> current.with(current.member().bind(newer))));

    scene.observe(scene.interrupted(run, 1));

    assertThat(bound(run)).isEqualTo(newer);
    assertThat(scene.phase(run)).isEqualTo(new Admitted());
  }

  @Test
  void aRunIsToldOnceItsDoneWasTakenAndNotBefore() {
    var run = scene.running("");
    scene.executions.deadTokens.add("token-1");
    scene.observe(scene.exited(run, 1, 0));
    assertThat(scene.run(run).told()).isFalse();

    var entry = scene.enter(run);

    assertThat(scene.executions.answers.getLast()).isEqualTo(entry.token() + SUCCEEDED);
    assertThat(scene.run(run).told()).isTrue();
  }

  @Test
  void aRetryThatIsTakenTellsNobodyOfAnEnd() {
    var run = scene.running("");

    scene.observe(scene.interrupted(run, 1));

    assertThat(scene.run(run).told()).isFalse();
  }
}

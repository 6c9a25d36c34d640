package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.ledger.NoSuchRun;
import dev.longshore.run.Outcome;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CancelTest {

  private final Scene scene = new Scene();

  private void cancel(RunId run) {
    var _ = scene.orchestrator.canceller().cancel(run, "enough");
  }

  @Test
  void aRunThatNobodyLookedAtYetIsClosedAtOnce() {
    var run = scene.open("");

    cancel(run);

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.decisions(run)).containsExactly("cancelled");
  }

  @Test
  void aRunThatBacksOffIsClosedAndItsStateMachineToldSo() {
    var run = scene.running("'retry': {'attempts': 3}");
    scene.executions.deadTokens.clear();
    scene.observe(scene.exited(run, 1, 1));
    assertThat(scene.phase(run)).isInstanceOf(BackingOff.class);
    var entry = scene.entry(run);
    scene.ledger.update(run, current -> current.with(current.member().bind(entry)));

    cancel(run);

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.executions.answers.getLast())
        .isEqualTo(entry.token() + " {\"next\":\"DONE\",\"state\":\"CANCELLED\",\"fail\":true}");
  }

  @Test
  void aRunThatWaitsIsClosedAndWaitsNoLonger() {
    var holder = scene.launched("'overlap': 'QUEUE'");
    var waiter = scene.launched("'overlap': 'QUEUE'");
    assertThat(scene.phase(waiter)).isEqualTo(new Waiting());

    cancel(waiter);

    assertThat(scene.state(waiter)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.slot().waiting()).isZero();
    assertThat(scene.holders()).containsExactly(holder);
    assertThat(scene.ledger.waiters("etl", 9)).isEmpty();
  }

  @Test
  void aTaskIsStoppedAndItsRunCancellingUntilItHasStopped() {
    var run = scene.running("");

    cancel(run);

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLING);
    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(run, 1) + " longshore:CANCELLED: enough");

    scene.observe(scene.stopped(run, 1, "longshore:CANCELLED: enough"));

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.outcomes(run)).containsExactly(Outcome.CANCELLED);
    assertThat(scene.run(run).member().end()).get().matches(end -> end.reason().equals("enough"));
  }

  @Test
  void cancellingAgainStopsTheTaskAgainForTheFirstReason() {
    var run = scene.running("");
    cancel(run);

    var _ = scene.orchestrator.canceller().cancel(run, "another reason");

    assertThat(scene.tasks.stops)
        .containsExactly(
            Scene.arn(run, 1) + " longshore:CANCELLED: enough",
            Scene.arn(run, 1) + " longshore:CANCELLED: enough");
  }

  @Test
  void aTaskThatSucceedsNeverthelessMakesItsRunSucceed() {
    var run = scene.running("");
    cancel(run);

    scene.observe(scene.exited(run, 1, 0));

    assertThat(scene.state(run)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aCancellingRunIsNeverRetriedWhateverEndedItsTask() {
    var retries = "'retry': {'attempts': 5, 'launches': 5, 'interruptions': 5, 'outOfMemory': 5}";
    for (var end : Outcome.values()) {
      var scene = new Scene();
      var run = scene.running(retries);
      var _ = scene.orchestrator.canceller().cancel(run, "enough");
      scene.observe(
          switch (end) {
            case SUCCEEDED -> scene.exited(run, 1, 0);
            case INTERRUPTED -> scene.interrupted(run, 1);
            case LAUNCH_FAILED ->
                scene.task(run, 1, "STOPPED", "STOPPED", "TaskFailedToStart", "no", null);
            default -> scene.exited(run, 1, 1);
          });

      assertThat(scene.state(run))
          .isEqualTo(end == Outcome.SUCCEEDED ? RunState.SUCCEEDED : RunState.CANCELLED);
    }
  }

  @Test
  void aFinalRunStaysAsItIs() {
    var run = scene.running("");
    scene.observe(scene.exited(run, 1, 0));
    var before = scene.run(run);

    assertThat(scene.orchestrator.canceller().cancel(run, "enough")).isEqualTo(before);
    assertThat(scene.tasks.stops).isEmpty();
  }

  @Test
  void aRunThatEndsMeanwhileIsNotCancelled() {
    var run = scene.running("");
    scene.store.beforeNextCommit(() -> scene.observe(scene.exited(run, 1, 0)));

    cancel(run);

    assertThat(scene.state(run)).isEqualTo(RunState.SUCCEEDED);
    assertThat(scene.tasks.stops).isEmpty();
  }

  @Test
  void aRunThatWasNeverOpenedCannotBeCancelled() {
    assertThatThrownBy(() -> cancel(new RunId("x-20261121T023000Z-abcdefgh2345")))
        .isInstanceOf(NoSuchRun.class);
  }

  @Test
  void theFirstIntentToStopAnAttemptStands() {
    var run = scene.running("'timeout': 'PT1M'");
    scene.knows(scene.runs(run, 1));
    scene.pass(Duration.ofMinutes(2));
    scene.sweep();
    cancel(run);

    scene.observe(scene.stopped(run, 1, "longshore:TIMED_OUT: still running after 1m"));

    assertThat(scene.tasks.stops)
        .allMatch(stop -> stop.endsWith("longshore:TIMED_OUT: still running after 1m"));
    assertThat(scene.outcomes(run)).containsExactly(Outcome.TIMED_OUT);
    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void theIntentIsStoredBeforeTheTaskIsStopped() {
    var run = scene.running("");
    scene.tasks.nextStops.add(new IllegalStateException("ECS is away"));

    assertThatThrownBy(() -> cancel(run)).hasMessage("ECS is away");

    assertThat(scene.attempt(run).intent()).isNotNull();
    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLING);
  }
}

package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.run.Outcome;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Queued;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.RunState;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  private final Scene scene = new Scene();

  private void recover() {
    scene.executions.started.clear();
    scene.executions.answers.clear();
    var _ = scene.orchestrator.recovery().recover();
  }

  @Test
  void whatWasOpenIsInterruptedWithoutCountingAndStartedAnew() {
    var run = scene.running("'retry': {'interruptions': 0}");

    recover();

    assertThat(scene.outcomes(run)).containsExactly(Outcome.INTERRUPTED);
    assertThat(scene.run(run).member().past().getFirst().counted()).isFalse();
    assertThat(scene.phase(run)).isEqualTo(new Admitted());
    assertThat(scene.run(run).member().entry()).isNull();
    assertThat(scene.executions.started).containsExactly(run);
    assertThat(scene.executions.answers).isEmpty();
  }

  @Test
  void whatWasLaunchingIsInterruptedTooAndFree() {
    var run = scene.open("");
    scene.tasks.nextLaunch(Tasks.Throttled::new);
    scene.enter(run);

    recover();

    assertThat(scene.outcomes(run)).containsExactly(Outcome.INTERRUPTED);
    assertThat(scene.run(run).member().past().getFirst().bill().seconds()).isZero();
  }

  @Test
  void whatHadNoTaskKeepsItsPhase() {
    var queued = scene.open("");
    var backingOff = scene.running("'retry': {'attempts': 2}");
    scene.observe(scene.exited(backingOff, 1, 1));
    var holder = scene.launched("'overlap': 'QUEUE'");
    var waiting = scene.launched("'overlap': 'QUEUE'");

    recover();

    assertThat(scene.phase(queued)).isEqualTo(new Queued());
    assertThat(scene.phase(backingOff)).isInstanceOf(BackingOff.class);
    assertThat(scene.phase(waiting)).isEqualTo(new Waiting());
    assertThat(scene.holders()).containsExactly(holder);
    assertThat(scene.executions.started)
        .containsExactlyInAnyOrder(queued, backingOff, holder, waiting);
  }

  @Test
  void aRunThatWasBeingCancelledEndsCancelled() {
    var run = scene.running("");
    scene.orchestrator.canceller().cancel(run, "enough");

    recover();

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.executions.started).containsExactly(run);
  }

  @Test
  void aFinalRunIsStartedOnlyIfNobodyWasToldOfIt() {
    var told = scene.running("");
    scene.observe(scene.exited(told, 1, 0));
    var untold = scene.running("");
    scene.executions.deadTokens.add("token-2");
    scene.observe(scene.exited(untold, 1, 0));

    recover();

    assertThat(scene.executions.started).containsExactly(untold);
  }

  @Test
  void recoveringTwiceIsAsRecoveringOnce() {
    var run = scene.running("");
    recover();
    var once = scene.run(run);

    recover();

    assertThat(scene.run(run)).isEqualTo(once);
  }

  @Test
  void moreRunsThanAPageAreTakenUp() {
    for (var i = 0; i < 501; i++) {
      scene.open("");
    }

    assertThat(scene.orchestrator.recovery().recover()).hasSize(501).doesNotHaveDuplicates();
  }
}

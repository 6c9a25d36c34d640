package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cost.Money;
import dev.longshore.run.Outcome;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Final;
import dev.longshore.run.RunState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettleTest {

  private final Scene scene = new Scene();

  @Test
  void thePastAttemptAndTheNextPhaseAreWrittenInOneCommit() {
    var run = scene.running("'retry': {'attempts': 2}");
    scene.store.commits.clear();
    scene.executions.duringAnswers.add(() -> {
      assertThat(scene.store.commits).hasSize(1);
      assertThat(scene.outcomes(run)).containsExactly(Outcome.FAILED);
      assertThat(scene.phase(run)).isInstanceOf(BackingOff.class);
    });

    scene.observe(scene.exited(run, 1, 1));

    assertThat(scene.executions.duringAnswers).isEmpty();
  }

  @Test
  void anEndOfAnotherAttemptThanTheOpenOneChangesNothing() {
    var run = scene.running("");
    scene.observe(scene.interrupted(run, 1));
    scene.enter(run);
    var before = scene.run(run);

    scene.observe(scene.exited(run, 1, 0));
    scene.observe(scene.exited(run, 3, 0));

    assertThat(scene.run(run)).isEqualTo(before);
  }

  @Test
  void anEndIsKeptWithAllThatEcsSaidOfIt() {
    var run = scene.running("'retry': {'attempts': 2}");
    var facts = scene.exited(run, 1, 75);

    scene.observe(facts);

    var past = scene.run(run).member().past().getFirst();
    assertThat(past.exitCode()).isEqualTo(75);
    assertThat(past.stopCode()).isEqualTo("EssentialContainerExited");
    assertThat(past.taskArn()).isEqualTo(Scene.arn(run, 1));
    assertThat(past.startedAt()).isEqualTo(facts.startedAt());
    assertThat(past.stoppedAt()).isEqualTo(facts.stoppedAt());
    assertThat(past.bill().seconds()).isEqualTo(60);
    // 0.25 vCPU and 0.5 GiB of us-east-1's Spot for a minute
    assertThat(past.bill().cost()).isEqualTo(Money.parse("0.000065"));
    assertThat(past.bill().onDemandCost()).isEqualTo(Money.parse("0.000206"));
    assertThat(scene.decisions(run)).contains("attempt 1 FAILED");
  }

  @Test
  void outOfRetriesTheRunEndsWithTheReasonAndItsNumbers() {
    var run = scene.running("'retry': {'interruptions': 0}");

    scene.observe(scene.interrupted(run, 1));

    assertThat(scene.state(run)).isEqualTo(RunState.FAILED);
    assertThat(((Final) scene.phase(run)).reason())
        .isEqualTo("INTERRUPTED: 0 of 0 retries (interruptions) used");
  }

  @Test
  void aJobThatCompletesOnSigtermSucceedsWhenItIsInterruptedAndExitsWithZero() {
    var run = scene.running("'completesOnTerm': true");

    scene.observe(
        scene.task(
            run,
            1,
            "STOPPED",
            "STOPPED",
            "SpotInterruption",
            "Your Spot Task was interrupted.",
            0));

    assertThat(scene.state(run)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aLackOfSpotMovesAJobToOnDemandAtOnceAndOneThatTakesSpotAloneWaits() {
    for (var spot : new String[] {"PREFERRED", "ONLY"}) {
      var run = scene.open("'spot': '" + spot + "'");
      scene.tasks.nextLaunch(
          () -> new Tasks.Refused("Capacity is unavailable at this time. Please try again later"));

      scene.enter(run);

      assertThat(scene.phase(run))
          .isInstanceOf(spot.equals("ONLY") ? BackingOff.class : Admitted.class);
    }
  }

  @Test
  void anAttemptThatIsSettledByTwoAtOnceIsSettledOnce() {
    var run = scene.running("'retry': {'attempts': 3}");
    scene.store.beforeNextCommit(() -> scene.observe(scene.exited(run, 1, 1)));

    scene.observe(scene.exited(run, 1, 1));

    assertThat(scene.store.hasComeInBetween()).isTrue();
    assertThat(scene.outcomes(run)).containsExactly(Outcome.FAILED);
  }

  @Test
  void theHistoryOfARunReadsFromItsDecisions() {
    var run = scene.running("'onDemandAfter': 1, 'retry': {'attempts': 2}");
    scene.observe(scene.interrupted(run, 1));
    scene.enter(run);
    scene.observe(scene.runs(run, 2));
    scene.observe(scene.exited(run, 2, 1));
    var until = ((BackingOff) scene.phase(run)).until();
    scene.pass(Duration.between(scene.instant(), until));
    scene.enter(run);
    scene.observe(scene.exited(run, 3, 0));

    assertThat(scene.decisions(run))
        .containsExactly(
            "admitted",
            "attempt 1 on SPOT",
            "attempt 1 INTERRUPTED",
            "retry",
            "attempt 2 on ON_DEMAND",
            "attempt 2 FAILED",
            "retry at " + until,
            "attempt 3 on ON_DEMAND",
            "attempt 3 SUCCEEDED",
            "succeeded");
  }
}

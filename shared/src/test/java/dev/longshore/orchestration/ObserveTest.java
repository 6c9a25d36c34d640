package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.orchestration.Executions.Status;
import dev.longshore.run.Outcome;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import dev.longshore.run.TaskFacts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserveTest {

  private final Scene scene = new Scene();

  private RunId launchedButNotBound() {
    var run = scene.open("");
    scene.tasks.nextLaunch(Tasks.Throttled::new);
    scene.enter(run);
    return run;
  }

  @Test
  void runningGivesTheAttemptItsStartAndItsTask() {
    var run = launchedButNotBound();
    var facts = scene.runs(run, 1);

    scene.observe(facts);

    assertThat(scene.phase(run)).isInstanceOf(Open.class);
    assertThat(scene.attempt(run).taskArn()).isEqualTo(facts.taskArn());
    assertThat(scene.attempt(run).startedAt()).isEqualTo(facts.startedAt());
  }

  @Test
  void runningSeenTwiceIsWrittenOnce() {
    var run = scene.running("");
    var commits = scene.store.commits.size();

    scene.observe(scene.runs(run, 1));

    assertThat(scene.store.commits).hasSize(commits);
  }

  @Test
  void aStopNoticeIsKeptAsEvidenceAndStopsNothing() {
    var run = scene.running("");

    scene.observe(
        scene.task(
            run,
            1,
            "RUNNING",
            "STOPPED",
            "SpotInterruption",
            "Your Spot Task was interrupted.",
            null));

    assertThat(scene.attempt(run).notice()).isEqualTo("Your Spot Task was interrupted.");
    assertThat(scene.tasks.stops).isEmpty();
    assertThat(scene.outcomes(run)).isEmpty();
  }

  @Test
  void stoppedSettlesTheAttemptAndAnswersTheStateMachine() {
    var run = scene.running("");
    var entry = scene.run(run).member().entry();

    scene.observe(scene.exited(run, 1, 0));

    assertThat(scene.outcomes(run)).containsExactly(Outcome.SUCCEEDED);
    assertThat(entry).isNotNull();
    assertThat(scene.executions.answers)
        .containsExactly("token-1 {\"next\":\"DONE\",\"state\":\"SUCCEEDED\",\"fail\":false}");
    assertThat(scene.run(run).told()).isTrue();
  }

  @Test
  void stoppedComesBeforeRunningAndEvenBeforeTheLaunchIsKnown() {
    var run = launchedButNotBound();

    scene.observe(scene.exited(run, 1, 0));
    scene.observe(scene.runs(run, 1));

    assertThat(scene.state(run)).isEqualTo(RunState.SUCCEEDED);
    assertThat(scene.run(run).member().past().getFirst().taskArn()).isEqualTo(Scene.arn(run, 1));
  }

  @Test
  void runningAfterStoppedIsNoAttemptsTaskAndOnlyStopped() {
    var run = scene.running("");
    scene.observe(scene.exited(run, 1, 0));
    var settled = scene.run(run);

    scene.observe(scene.runs(run, 1));

    assertThat(scene.run(run)).isEqualTo(settled);
    assertThat(scene.tasks.stops)
        .containsExactly(
            Scene.arn(run, 1) + " longshore:CANCELLED: no open attempt accounts for it");
  }

  @Test
  void stoppedForAPastAttemptDoesNothingButNotifyAgain() {
    var run = scene.running("");
    scene.executions.deadTokens.add("token-1");
    scene.observe(scene.interrupted(run, 1));
    assertThat(scene.phase(run)).isEqualTo(new Admitted());
    var late = scene.entry(run);
    scene.ledger.update(run, current -> current.with(current.member().bind(late)));
    var before = scene.run(run);

    scene.observe(scene.interrupted(run, 1));

    assertThat(scene.run(run).member().past()).isEqualTo(before.member().past());
    assertThat(scene.phase(run)).isEqualTo(new Admitted());
    assertThat(scene.executions.answers)
        .containsExactly("token-1 refused", late.token() + " {\"next\":\"ATTEMPT\"}");
  }

  @Test
  void stoppedTwiceIsSettledOnce() {
    var run = scene.running("'retry': {'attempts': 3}");

    scene.observe(scene.exited(run, 1, 1));
    scene.observe(scene.exited(run, 1, 1));

    assertThat(scene.outcomes(run)).containsExactly(Outcome.FAILED);
  }

  @Test
  void aTaskOfAPastAttemptThatRunsWhileTheNextIsOpenIsStopped() {
    var run = scene.running("");
    scene.observe(scene.interrupted(run, 1));
    scene.enter(run);

    scene.observe(scene.runs(run, 1));

    assertThat(scene.attempt(run).n()).isEqualTo(2);
    assertThat(scene.tasks.stops).singleElement().asString().startsWith(Scene.arn(run, 1));
  }

  @Test
  void aSecondTaskOfTheOpenAttemptIsStoppedAndItsEndIsNotTheAttempts() {
    var run = scene.running("");

    scene.observe(Scene.twin(scene.runs(run, 1)));
    scene.observe(Scene.twin(scene.stopped(run, 1, "longshore:CANCELLED: no open attempt")));

    assertThat(scene.tasks.stops).singleElement().asString().contains("-twin longshore:CANCELLED");
    assertThat(scene.state(run)).isEqualTo(RunState.RUNNING);
    assertThat(scene.attempt(run).taskArn()).isEqualTo(Scene.arn(run, 1));
  }

  @Test
  void aTaskOfAnotherStackIsUntouchedWhateverItDoes() {
    var run = scene.running("");
    var before = scene.run(run);
    for (var facts : List.of(scene.runs(run, 1), scene.exited(run, 1, 0))) {
      for (var startedBy :
          List.of("ls/prod/" + run + "/0/1", "ecs-svc/9223370", "ls/" + Scene.STACK + "/x/0/1")) {
        scene.observe(startedBy(facts, startedBy));
      }
    }

    assertThat(scene.run(run)).isEqualTo(before);
    assertThat(scene.tasks.stops).isEmpty();
    assertThat(scene.executions.answers).isEmpty();
  }

  private static TaskFacts startedBy(TaskFacts facts, String startedBy) {
    return new TaskFacts(
        facts.taskArn(),
        startedBy,
        facts.lastStatus(),
        facts.desiredStatus(),
        facts.stopCode(),
        facts.stoppedReason(),
        facts.containers(),
        facts.pullStartedAt(),
        facts.startedAt(),
        facts.stoppedAt());
  }

  @Test
  void aTaskOfARunThatNobodyKnowsIsStopped() {
    var unknown = new RunId("etl-20261121T023000Z-abcdefgh2345");

    scene.observe(scene.runs(unknown, 1));
    scene.observe(scene.exited(unknown, 1, 0));

    assertThat(scene.tasks.stops).hasSize(1);
    assertThat(scene.ledger.find(unknown)).isEmpty();
  }

  @Test
  void aTaskThatIsStillPendingIsBoundButHasNotStarted() {
    var run = launchedButNotBound();

    scene.observe(scene.pends(run, 1));

    assertThat(scene.phase(run)).isInstanceOf(Open.class);
    assertThat(scene.attempt(run).taskArn()).isEqualTo(Scene.arn(run, 1));
    assertThat(scene.attempt(run).startedAt()).isNull();
  }

  @Test
  void anExecutionThatBrokeOffCancelsItsRun() {
    var run = scene.running("");

    scene.orchestrator.observer().executionBrokeOff(run);

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLING);
    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(run, 1) + " longshore:CANCELLED: execution aborted");
    assertThat(scene.announced).isEmpty();
  }

  @Test
  void anExecutionThatBrokeOffBeforeATaskEndsItsRunWhichIsAnnouncedByUs() {
    var run = scene.open("");
    scene.executions.deadTokens.add("token-1");
    scene.executions.statuses.put(Scene.execution(run), Status.BROKEN_OFF);

    scene.orchestrator.observer().executionBrokeOff(run);

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.announced).containsExactly(run + " CANCELLED");
    assertThat(scene.run(run).told()).isTrue();
  }

  @Test
  void theEndOfARunThatIsFinalAlreadyIsAnnouncedThoughItMayHaveBeenBefore() {
    var run = scene.running("");
    scene.observe(scene.exited(run, 1, 0));

    scene.orchestrator.observer().executionBrokeOff(run);
    scene.orchestrator.observer().executionBrokeOff(run);

    assertThat(scene.announced).containsExactly(run + " SUCCEEDED", run + " SUCCEEDED");
    assertThat(scene.state(run)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void anExecutionOfNoRunIsPassedOver() {
    scene.orchestrator.observer().executionBrokeOff(new RunId("x-20261121T023000Z-abcdefgh2345"));

    assertThat(scene.announced).isEmpty();
  }

  @Test
  void theStartStaysThatWhichWasSeenFirst() {
    var run = scene.running("");
    var startedAt = scene.attempt(run).startedAt();
    scene.pass(Duration.ofMinutes(1));

    scene.observe(scene.runs(run, 1));

    assertThat(scene.attempt(run).startedAt()).isEqualTo(startedAt);
    assertThat(scene.phase(run)).isNotInstanceOf(Launching.class);
  }
}

package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.decision.Sample;
import dev.longshore.ledger.Lease;
import dev.longshore.orchestration.Executions.Status;
import dev.longshore.run.Cancellation;
import dev.longshore.run.Outcome;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import dev.longshore.run.TaskFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SweepTest {

  private static final Duration TICK = Duration.ofMillis(1);

  private final Scene scene = new Scene();

  /** Sweeps a millisecond before {@code after} has passed since now, and then when it has. */
  private void sweepAround(Duration after, Runnable check) {
    scene.pass(after.minus(TICK));
    scene.sweep();
    check.run();
    scene.pass(TICK);
    scene.sweep();
  }

  private void brokeOff(RunId run) {
    scene.executions.statuses.put(Scene.execution(run), Status.BROKEN_OFF);
  }

  /** A run whose request was sent but whose answer was lost. */
  private RunId launching() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      throw new IllegalStateException("timed out");
    });
    assertThatThrownBy(() -> scene.enter(run)).hasMessage("timed out");
    return run;
  }

  // --- the execution

  @Test
  void aRunThatNeverHadATokenIsStartedAMinuteAfterItWasOpened() {
    var run = scene.open("");
    scene.executions.started.clear();

    sweepAround(Duration.ofMinutes(1), () -> assertThat(scene.executions.started).isEmpty());

    assertThat(scene.executions.started).containsExactly(run);
    assertThat(scene.state(run)).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aRunWhoseExecutionEndedWithoutItIsCancelledAndThenAnnouncedByUs() {
    var run = scene.open("");
    scene.executions.ended.add(run);
    scene.pass(Duration.ofMinutes(1));

    scene.sweep();
    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.announced).isEmpty();

    scene.sweep();
    assertThat(scene.announced).containsExactly(run + " CANCELLED");
    assertThat(scene.run(run).told()).isTrue();
  }

  @Test
  void anAdmittedRunIsNotifiedAgainAfterTwoMinutes() {
    var run = scene.running("");
    var entry = scene.entry(run);
    scene.executions.deadTokens.add("token-1");
    scene.observe(scene.interrupted(run, 1));
    scene.ledger.update(run, current -> current.with(current.member().bind(entry)));
    scene.executions.answers.clear();
    var since = scene.run(run).member().decisions().getLast().at();
    scene.pass(Duration.between(scene.instant(), since));

    sweepAround(Duration.ofMinutes(2), () -> assertThat(scene.executions.answers).isEmpty());

    assertThat(scene.executions.answers).containsExactly(entry.token() + " {\"next\":\"ATTEMPT\"}");
  }

  @Test
  void aBackOffIsNotifiedTwoMinutesAfterItWasDue() {
    var run = scene.running("'retry': {'attempts': 2}");
    var entry = scene.entry(run);
    scene.executions.deadTokens.add("token-1");
    scene.observe(scene.exited(run, 1, 1));
    scene.ledger.update(run, current -> current.with(current.member().bind(entry)));
    scene.executions.answers.clear();
    var until = ((BackingOff) scene.phase(run)).until();
    scene.pass(Duration.between(scene.instant(), until));

    sweepAround(Duration.ofMinutes(2), () -> assertThat(scene.executions.answers).isEmpty());

    assertThat(scene.executions.answers).containsExactly(entry.token() + " {\"next\":\"ATTEMPT\"}");
  }

  @Test
  void anAdmittedRunWithoutATokenIsCancelledOnceItsExecutionIsGone() {
    var run = scene.running("");
    scene.observe(scene.interrupted(run, 1));
    assertThat(scene.phase(run)).isEqualTo(new Admitted());

    sweepAround(Duration.ofMinutes(2), () -> assertThat(scene.executions.asked).isEmpty());
    assertThat(scene.executions.asked).containsExactly(Scene.execution(run));
    assertThat(scene.phase(run)).isEqualTo(new Admitted());

    brokeOff(run);
    scene.sweep();
    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aBackOffWithoutATokenIsCancelledOnceItsExecutionIsGone() {
    var run = scene.running("'retry': {'attempts': 2}");
    scene.observe(scene.exited(run, 1, 1));
    brokeOff(run);
    var until = ((BackingOff) scene.phase(run)).until();
    scene.pass(Duration.between(scene.instant(), until));

    sweepAround(
        Duration.ofMinutes(2), () -> assertThat(scene.phase(run)).isInstanceOf(BackingOff.class));

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aRunWhoseTokenWasRefusedIsCancelledOnlyIfItsExecutionDoesNotRun() {
    var run = scene.running("");
    scene.executions.deadTokens.add("token-1");
    scene.observe(scene.interrupted(run, 1));

    scene.sweep();
    assertThat(scene.phase(run)).isEqualTo(new Admitted());

    brokeOff(run);
    scene.sweep();
    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
  }

  // --- attempts

  @Test
  void anAttemptWithoutATaskIsLookedForAfterTwoMinutesAndBoundIfItRuns() {
    var run = launching();
    scene.knows(scene.runs(run, 1));

    sweepAround(
        Duration.ofMinutes(2), () -> assertThat(scene.phase(run)).isInstanceOf(Launching.class));

    assertThat(scene.phase(run)).isInstanceOf(Open.class);
    assertThat(scene.attempt(run).taskArn()).isEqualTo(Scene.arn(run, 1));
  }

  @Test
  void anAttemptWhoseTaskIsFoundStoppedIsSettled() {
    var run = launching();
    scene.knows(scene.exited(run, 1, 0));
    scene.pass(Duration.ofMinutes(2));

    scene.sweep();

    assertThat(scene.state(run)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void anAttemptWhoseTaskIsFoundPendingIsBoundSoThatItsStartTimeOutHolds() {
    var run = launching();
    scene.knows(scene.pends(run, 1));
    scene.pass(Duration.ofMinutes(2));
    scene.sweep();
    assertThat(scene.phase(run)).isInstanceOf(Open.class);

    scene.pass(Duration.ofMinutes(8));
    scene.sweep();

    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(run, 1) + " longshore:START_TIMED_OUT: not running after 10m");
  }

  @Test
  void anAttemptOfWhichNothingIsFoundIsLostAfter55MinutesAndNotBefore() {
    var run = launching();
    var written = scene.attempt(run).writtenAt();
    scene.pass(Duration.between(scene.instant(), written));

    sweepAround(
        Duration.ofMinutes(55), () -> assertThat(scene.phase(run)).isInstanceOf(Launching.class));

    assertThat(scene.outcomes(run)).containsExactly(Outcome.LOST);
    assertThat(scene.phase(run)).isEqualTo(new Admitted());
  }

  @Test
  void anAttemptOfWhichNothingIsFoundIsLostAfterTenMinutesIfItsExecutionIsGone() {
    var run = launching();
    brokeOff(run);
    var written = scene.attempt(run).writtenAt();
    scene.pass(Duration.between(scene.instant(), written));

    sweepAround(
        Duration.ofMinutes(10), () -> assertThat(scene.phase(run)).isInstanceOf(Launching.class));

    assertThat(scene.outcomes(run)).containsExactly(Outcome.LOST);
    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void anAttemptOfWhichNothingIsFoundStaysWhileItsExecutionRuns() {
    var run = launching();
    scene.pass(Duration.ofMinutes(54));

    scene.sweep();

    assertThat(scene.phase(run)).isInstanceOf(Launching.class);
  }

  @Test
  void anOpenAttemptWhoseTaskStoppedIsSettled() {
    var run = scene.running("");
    scene.knows(scene.exited(run, 1, 0));

    scene.sweep();

    assertThat(scene.state(run)).isEqualTo(RunState.SUCCEEDED);
    assertThat(scene.executions.answers)
        .containsExactly("token-1 {\"next\":\"DONE\",\"state\":\"SUCCEEDED\",\"fail\":false}");
  }

  @Test
  void anOpenAttemptWhoseRunningEventWasLostGetsItsStart() {
    var run = scene.launched("");
    scene.knows(scene.runs(run, 1));

    scene.sweep();

    assertThat(scene.attempt(run).startedAt()).isNotNull();
  }

  @Test
  void aTaskThatIsNotFoundTenMinutesAfterItsAttemptAndAgainFiveMinutesLaterIsLost() {
    var run = scene.running("");
    var written = scene.attempt(run).writtenAt();
    scene.pass(Duration.between(scene.instant(), written));

    sweepAround(
        Duration.ofMinutes(10), () -> assertThat(scene.attempt(run).missingSince()).isNull());
    assertThat(scene.attempt(run).missingSince()).isEqualTo(scene.instant());

    sweepAround(Duration.ofMinutes(5), () -> assertThat(scene.outcomes(run)).isEmpty());

    assertThat(scene.tasks.stops).containsExactly(Scene.arn(run, 1) + " longshore:LOST: not found");
    assertThat(scene.outcomes(run)).containsExactly(Outcome.LOST);
    assertThat(scene.run(run).member().past().getFirst().bill().upperBound()).isTrue();
  }

  @Test
  void aTaskThatIsFoundAgainIsMissingNoLonger() {
    for (var again : List.of(true, false)) {
      var scene = new Scene();
      var run = scene.running("");
      scene.pass(Duration.ofMinutes(10));
      scene.sweep();
      scene.knows(again ? scene.runs(run, 1) : scene.pends(run, 1));
      scene.pass(Duration.ofMinutes(1));
      scene.sweep();
      assertThat(scene.attempt(run).missingSince()).isNull();

      scene.tasks.known.clear();
      scene.pass(Duration.ofMinutes(6));
      scene.sweep();

      assertThat(scene.outcomes(run)).isEmpty();
    }
  }

  @Test
  void aTaskThatDoesNotRunWithinItsStartTimeOutIsStopped() {
    var run = scene.launched("'startTimeout': 'PT3M'");
    scene.knows(scene.pends(run, 1));
    var written = scene.attempt(run).writtenAt();
    scene.pass(Duration.between(scene.instant(), written));

    sweepAround(Duration.ofMinutes(3), () -> assertThat(scene.tasks.stops).isEmpty());

    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(run, 1) + " longshore:START_TIMED_OUT: not running after 3m");
    assertThat(scene.outcomes(run)).isEmpty();

    scene.observe(scene.stopped(run, 1, "longshore:START_TIMED_OUT: not running after 3m"));
    assertThat(scene.outcomes(run)).containsExactly(Outcome.START_TIMED_OUT);
    assertThat(scene.phase(run)).isInstanceOf(BackingOff.class);
  }

  @Test
  void aTaskThatRunsLongerThanItsTimeOutIsStopped() {
    var run = scene.running("'timeout': 'PT30M'");
    scene.knows(scene.runs(run, 1));
    var started = Objects.requireNonNull(scene.attempt(run).startedAt());
    scene.pass(Duration.between(scene.instant(), started));

    sweepAround(Duration.ofMinutes(30), () -> assertThat(scene.tasks.stops).isEmpty());

    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(run, 1) + " longshore:TIMED_OUT: still running after 30m");
    scene.observe(scene.stopped(run, 1, "longshore:TIMED_OUT: still running after 30m"));
    assertThat(scene.state(run)).isEqualTo(RunState.TIMED_OUT);
    assertThat(scene.run(run).member().end())
        .get()
        .matches(end -> end.reason().equals("still running after 30m"));
  }

  @Test
  void anIdleTaskIsStoppedAndOneWithoutSamplesIsNot() {
    var run = scene.running("'idle': {'after': 'PT5M', 'cpuBelow': 2.0, 'signal': 'CPU'}");
    scene.knows(scene.runs(run, 1));
    scene.pass(Duration.ofMinutes(6));
    scene.sweep();
    assertThat(scene.tasks.stops).isEmpty();

    var end = scene.instant();
    scene.samples.add(new Sample(end.minusSeconds(300), end, 0.5, 9));
    scene.sweep();

    assertThat(scene.tasks.stops)
        .singleElement()
        .asString()
        .startsWith(Scene.arn(run, 1) + " longshore:IDLE_STOPPED: CPU below 2.0% from");
  }

  @Test
  void anIntentThatWasStoredButNotCarriedOutIsCarriedOut() {
    var run = scene.running("");
    scene.knows(scene.runs(run, 1));
    scene.tasks.nextStops.add(new IllegalStateException("ECS is away"));
    assertThatThrownBy(() -> scene.orchestrator.canceller().cancel(run, "enough"))
        .hasMessage("ECS is away");
    scene.tasks.stops.clear();

    scene.sweep();

    assertThat(scene.tasks.stops)
        .isNotEmpty()
        .containsOnly(Scene.arn(run, 1) + " longshore:CANCELLED: enough");
  }

  @Test
  void aCancelThatDiedBeforeItStoppedAnythingIsRepeated() {
    var run = scene.open("");
    scene.ledger.update(
        run, current -> current.cancelling(new Cancellation(scene.instant(), "enough")));

    scene.sweep();

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.run(run).member().end()).get().matches(end -> end.reason().equals("enough"));
  }

  // --- tasks that are nobody's

  @Test
  void aLiveTaskOfOursThatIsNoOpenAttemptsIsStopped() {
    var run = scene.running("");
    scene.observe(scene.exited(run, 1, 0));
    var other = scene.running("");
    scene.knows(
        scene.runs(run, 1),
        scene.runs(other, 1),
        Scene.twin(scene.runs(other, 1)),
        scene.runs(new RunId("gone-20261121T023000Z-abcdefgh2345"), 1));

    scene.sweep();

    assertThat(scene.tasks.stops)
        .containsExactlyInAnyOrder(
            Scene.arn(run, 1) + " longshore:CANCELLED: no open attempt accounts for it",
            Scene.arn(other, 1) + "-twin longshore:CANCELLED: no open attempt accounts for it",
            Scene.arn(new RunId("gone-20261121T023000Z-abcdefgh2345"), 1)
                + " longshore:CANCELLED: no open attempt accounts for it");
  }

  @Test
  void aTaskWhoseArnIsNotBoundYetIsNoStray() {
    var run = launching();
    scene.knows(scene.runs(run, 1));

    scene.sweep();

    assertThat(scene.tasks.stops).isEmpty();
    assertThat(scene.phase(run)).isInstanceOf(Launching.class);
  }

  @Test
  void aTaskOfSomebodyElseIsNeverStopped() {
    var scene = new Scene();
    var run = scene.open("");
    var elses = scene.runs(run, 1);
    scene.tasks.known.put(
        "arn:service",
        new TaskFacts(
            "arn:service",
            "ls/prod/" + run + "/0/1",
            "RUNNING",
            "RUNNING",
            null,
            null,
            elses.containers(),
            null,
            null,
            null));

    scene.sweep();

    assertThat(scene.tasks.stops).isEmpty();
  }

  // --- the end is told

  @Test
  void aFinalRunWithALiveTokenIsNotified() {
    var run = scene.running("");
    scene.executions.duringAnswers.add(() -> {
      throw new IllegalStateException("Step Functions is away");
    });
    assertThatThrownBy(() -> scene.observe(scene.exited(run, 1, 0)))
        .hasMessage("Step Functions is away");
    assertThat(scene.state(run)).isEqualTo(RunState.SUCCEEDED);

    scene.sweep();

    assertThat(scene.executions.answers)
        .containsExactly("token-1 {\"next\":\"DONE\",\"state\":\"SUCCEEDED\",\"fail\":false}");
    assertThat(scene.run(run).told()).isTrue();
  }

  private RunId finalButNotTold() {
    var run = scene.running("");
    scene.executions.deadTokens.add("token-1");
    scene.observe(scene.exited(run, 1, 0));
    assertThat(scene.run(run).told()).isFalse();
    return run;
  }

  @Test
  void aFinalRunWhoseExecutionStillRunsIsLeftToIt() {
    var run = finalButNotTold();

    scene.sweep();

    assertThat(scene.run(run).told()).isFalse();
    assertThat(scene.announced).isEmpty();
  }

  @Test
  void aFinalRunWhoseExecutionWentItsWayIsTold() {
    var run = finalButNotTold();
    scene.executions.statuses.put(Scene.execution(run), Status.COMPLETED);

    scene.sweep();

    assertThat(scene.run(run).told()).isTrue();
    assertThat(scene.announced).isEmpty();
  }

  @Test
  void aFinalRunWhoseExecutionBrokeOffIsAnnouncedByUs() {
    var run = finalButNotTold();
    brokeOff(run);

    scene.sweep();
    scene.sweep();

    assertThat(scene.announced).containsExactly(run + " SUCCEEDED");
    assertThat(scene.run(run).told()).isTrue();
  }

  @Test
  void aFinalRunThatNeverHadATokenIsStarted() {
    var run = scene.open("");
    scene.executions.started.clear();
    scene.orchestrator.canceller().cancel(run, "enough");
    scene.pass(Duration.ofMinutes(1));

    scene.sweep();

    assertThat(scene.executions.started).containsExactly(run);
    assertThat(scene.run(run).told()).isFalse();
  }

  @Test
  void aToldRunIsSweptNoMore() {
    var run = scene.running("");
    scene.observe(scene.exited(run, 1, 0));
    assertThat(scene.ledger.openRuns(null, 9)).isEmpty();
    scene.executions.started.clear();
    scene.pass(Duration.ofHours(1));

    scene.sweep();

    assertThat(scene.executions.asked).isEmpty();
    assertThat(scene.executions.started).isEmpty();
    assertThat(scene.run(run).told()).isTrue();
  }

  // --- one sweep at a time, and where it goes on

  @Test
  void aSweepLeavesTheLedgerToTheOneThatHoldsTheLease() {
    var run = scene.open("");
    scene.executions.started.clear();
    scene.pass(Duration.ofMinutes(5));
    var until = scene.instant().plusSeconds(90);
    assertThat(scene.ledger.putSweepLease(0, new Lease("another", until, null))).isTrue();

    scene.pass(Duration.ofSeconds(90).minus(TICK));
    scene.sweep();
    assertThat(scene.executions.started).isEmpty();

    scene.pass(TICK);
    scene.sweep();
    assertThat(scene.executions.started).containsExactly(run);
  }

  @Test
  void aSweepThatEndsLeavesTheLeaseToTheNext() {
    scene.open("");
    scene.pass(Duration.ofMinutes(1));
    scene.sweep();

    var lease = scene.ledger.sweepLease().orElseThrow().value();

    assertThat(lease.until()).isEqualTo(scene.instant());
    assertThat(lease.cursor()).isNull();
  }

  @Test
  void aSweepThatLostTheRaceForTheLeaseDoesNothing() {
    scene.open("");
    scene.executions.started.clear();
    scene.pass(Duration.ofMinutes(1));
    var until = scene.instant().plusSeconds(90);
    scene.store.beforeNextCommit(() ->
        assertThat(scene.ledger.putSweepLease(0, new Lease("another", until, null))).isTrue());

    scene.sweep();

    assertThat(scene.store.hasComeInBetween()).isTrue();
    assertThat(scene.executions.started).isEmpty();
  }

  @Test
  void aSweepThatRunsOutOfTimeGoesOnWhereItStopped() {
    var runs = new ArrayList<RunId>();
    for (var i = 0; i < 150; i++) {
      runs.add(scene.open(""));
    }
    scene.executions.started.clear();
    scene.pass(Duration.ofMinutes(2));
    // Its first run takes a minute to sweep.
    scene.executions.ended.add(scene.ledger.openRuns(null, 1).getFirst());
    scene.store.beforeNextCommit(() -> scene.pass(Duration.ofMinutes(1)));

    scene.sweep();
    assertThat(scene.executions.started).hasSize(100);
    assertThat(scene.ledger.sweepLease().orElseThrow().value().cursor()).isNotNull();

    scene.sweep();
    assertThat(scene.executions.started).hasSize(150).doesNotHaveDuplicates();
    assertThat(scene.ledger.sweepLease().orElseThrow().value().cursor()).isNull();
    assertThat(runs).hasSize(150);
  }

  @Test
  void tasksAreDescribedByTheHundred() {
    for (var i = 0; i < 150; i++) {
      scene.launched("");
    }

    scene.sweep();

    assertThat(scene.tasks.described).extracting(List::size).containsExactly(100, 50);
  }

  @Test
  void aRunIsReadAgainByItsKeyThoughTheIndexStillShowsIt() {
    var lagging =
        new Scene(
            Duration.ofSeconds(3),
            new Settings(Scene.STACK, List.of(), "/c", Scene.billing(), null, Map.of()));
    var run = lagging.running("");
    lagging.pass(Duration.ofSeconds(4));
    lagging.observe(lagging.exited(run, 1, 0));
    assertThat(lagging.ledger.openRuns(null, 9)).containsExactly(run);
    var settled = lagging.run(run);

    lagging.sweep();

    assertThat(lagging.run(run)).isEqualTo(settled);
    assertThat(lagging.tasks.stops).isEmpty();
  }

  @Test
  void whatGoesWrongWithOneRunKeepsNoOtherFromBeingSweptAndIsThrownAtTheEnd() {
    var broken = scene.running("'timeout': 'PT1M'");
    var other = scene.running("'timeout': 'PT1M'");
    scene.knows(scene.runs(broken, 1), scene.runs(other, 1));
    scene.pass(Duration.ofMinutes(2));
    scene.tasks.nextStops.add(new IllegalStateException("AccessDenied"));

    assertThatThrownBy(scene::sweep).hasMessage("AccessDenied");

    assertThat(scene.tasks.stops).hasSize(2);
    assertThat(scene.ledger.sweepLease().orElseThrow().value().until()).isEqualTo(scene.instant());
  }

  @Test
  void oneRunIsSweptAloneWhenItsLimitFallsDue() {
    var run = scene.running("'timeout': 'PT1M'");
    var other = scene.running("'timeout': 'PT1M'");
    scene.knows(scene.runs(run, 1), scene.runs(other, 1));
    scene.pass(Duration.ofMinutes(2));

    scene.orchestrator.sweep().sweepRun(run);

    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(run, 1) + " longshore:TIMED_OUT: still running after 1m");
    assertThat(scene.ledger.sweepLease()).isEmpty();
  }
}

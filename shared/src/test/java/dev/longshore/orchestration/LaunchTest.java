package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.admission.PaceLimit;
import dev.longshore.job.Capacity;
import dev.longshore.orchestration.Tasks.Launched;
import dev.longshore.orchestration.Tasks.Refused;
import dev.longshore.orchestration.Tasks.Throttled;
import dev.longshore.run.Cancellation;
import dev.longshore.run.Outcome;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Phase.Queued;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {

  private final Scene scene = new Scene();

  private Instant notBefore(RunId run) {
    return ((Launching) scene.phase(run)).notBefore();
  }

  private static final class TimedOut extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aCleanRunIsWrittenLaunchedBoundAndParked() {
    var run = scene.open("");
    assertThat(scene.phase(run)).isEqualTo(new Queued());

    scene.enter(run);

    assertThat(scene.tasks.launches).containsExactly(Scene.key(run, 1));
    assertThat(scene.phase(run)).isInstanceOf(Open.class);
    assertThat(scene.attempt(run).taskArn()).isEqualTo(Scene.arn(run, 1));
    assertThat(scene.executions.answers).isEmpty();
    assertThat(scene.decisions(run)).containsExactly("admitted", "attempt 1 on SPOT");
  }

  @Test
  void aRunWithoutLimitsWritesNoSlot() {
    scene.launched("");

    assertThat(scene.slot().holders()).isEmpty();
    assertThat(scene.store.commits).noneMatch(writes -> writes.size() > 1);
  }

  @Test
  void aCleanRunNeedsFewWrites() {
    var run = scene.running("");
    scene.observe(scene.exited(run, 1, 0));

    // The job version and five states of the run; then its token is answered.
    assertThat(scene.store.commits).hasSizeLessThanOrEqualTo(7);
    assertThat(scene.state(run)).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void anEntryThatIsOlderThanTheBoundOneDoesNothing() {
    var run = scene.open("");
    var older = scene.entry(run);
    var newer = scene.enter(run);
    var before = scene.run(run);

    scene.launch(run, older);

    assertThat(scene.run(run)).isEqualTo(before);
    assertThat(scene.run(run).member().entry()).isEqualTo(newer);
    assertThat(scene.tasks.launches).hasSize(1);
  }

  @Test
  void anOlderEntrySendsNoRequestThoughOneIsDue() {
    var run = scene.open("");
    var older = scene.entry(run);
    scene.tasks.nextLaunch(() -> {
      throw new TimedOut();
    });
    assertThatThrownBy(() -> scene.enter(run)).isInstanceOf(TimedOut.class);

    scene.launch(run, older);

    assertThat(scene.tasks.launches).hasSize(1);
  }

  @Test
  void aRetryOfAnEntryIsLaterThanTheEntry() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      throw new TimedOut();
    });
    var first = scene.entry(run);
    assertThatThrownBy(() -> scene.launch(run, first)).isInstanceOf(TimedOut.class);

    scene.launch(run, scene.again(first, 1));
    scene.launch(run, first);

    assertThat(scene.tasks.launches).containsExactly(Scene.key(run, 1), Scene.key(run, 1));
    assertThat(scene.run(run).member().entry()).matches(entry -> entry.retryCount() == 1);
  }

  @Test
  void anEntryWithAnOpenTaskOnlyBindsItsToken() {
    var run = scene.launched("");

    var second = scene.enter(run);

    assertThat(scene.tasks.launches).hasSize(1);
    assertThat(scene.run(run).member().entry()).isEqualTo(second);
  }

  @Test
  void aFinalRunAnswersEveryEntry() {
    var run = scene.running("");
    scene.observe(scene.exited(run, 1, 0));
    scene.executions.answers.clear();

    var entry = scene.enter(run);

    assertThat(scene.executions.answers)
        .containsExactly(
            entry.token() + " {\"next\":\"DONE\",\"state\":\"SUCCEEDED\",\"fail\":false}");
  }

  @Test
  void aLaunchWhoseEffectIsUnknownIsThrownAndTriedAgainWithTheSameRequest() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      throw new TimedOut();
    });
    var entry = scene.entry(run);
    assertThatThrownBy(() -> scene.launch(run, entry)).isInstanceOf(TimedOut.class);
    assertThat(scene.phase(run)).isInstanceOf(Launching.class);
    assertThat(scene.executions.answers).isEmpty();

    scene.launch(run, scene.again(entry, 1));

    assertThat(scene.tasks.launches.getFirst()).isEqualTo(scene.tasks.launches.getLast());
    assertThat(scene.tasks.requests.getFirst()).isEqualTo(scene.tasks.requests.getLast());
    assertThat(scene.phase(run)).isInstanceOf(Open.class);
  }

  @Test
  void aRequestIsRepeatedFor50MinutesAfterTheAttemptWasWrittenAndNotOnceLater() {
    var run = scene.open("");
    for (var i = 0; i < 2; i++) {
      scene.tasks.nextLaunch(() -> {
        throw new TimedOut();
      });
    }
    assertThatThrownBy(() -> scene.enter(run)).isInstanceOf(TimedOut.class);
    var writtenAt = scene.attempt(run).writtenAt();

    scene.pass(Duration.between(scene.instant(), writtenAt.plus(Duration.ofMinutes(50))));
    scene.pass(Duration.ofMillis(-2));
    assertThatThrownBy(() -> scene.enter(run)).isInstanceOf(TimedOut.class);
    assertThat(scene.tasks.launches).hasSize(2);

    scene.enter(run);
    assertThat(scene.tasks.launches).hasSize(2);
    assertThat(scene.phase(run)).isInstanceOf(Launching.class);
    assertThat(scene.executions.answers).isEmpty();
  }

  @Test
  void aRefusalAtRetryCountZeroSettlesTheAttemptAsLaunchFailed() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> new Refused("RESOURCE:ENI"));

    var entry = scene.enter(run);

    assertThat(scene.outcomes(run)).containsExactly(Outcome.LAUNCH_FAILED);
    assertThat(scene.run(run).member().past().getFirst().stoppedReason()).isEqualTo("RESOURCE:ENI");
    assertThat(scene.run(run).member().past().getFirst().bill().seconds()).isZero();
    assertThat(scene.phase(run)).isInstanceOf(BackingOff.class);
    assertThat(scene.executions.answers)
        .singleElement()
        .asString()
        .startsWith(entry.token() + " {\"next\":\"WAIT\",\"at\":");
  }

  @Test
  void aRefusalAtALaterRetryWaitsAMinuteForAnEarlierRequestMayYetTakeEffect() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      throw new TimedOut();
    });
    scene.tasks.nextLaunch(() -> new Refused("RESOURCE:ENI"));
    var entry = scene.entry(run);
    assertThatThrownBy(() -> scene.launch(run, entry)).isInstanceOf(TimedOut.class);

    scene.launch(run, scene.again(entry, 1));

    assertThat(scene.outcomes(run)).isEmpty();
    assertThat(scene.attempt(run).n()).isEqualTo(1);
    assertThat(notBefore(run)).isEqualTo(scene.instant().plusSeconds(60));
    assertThat(scene.executions.answers)
        .singleElement()
        .asString()
        .contains("{\"next\":\"WAIT\",\"at\":\"" + scene.instant().plusSeconds(60) + "\"}");
  }

  @Test
  void aRefusalAfterARedriveWaitsForARequestBeforeItMayYetTakeEffect() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      throw new TimedOut();
    });
    scene.tasks.nextLaunch(() -> new Refused("RESOURCE:ENI"));
    var entry = scene.entry(run);
    assertThatThrownBy(() -> scene.launch(run, entry)).isInstanceOf(TimedOut.class);

    scene.launch(run, scene.redriven(entry));

    assertThat(scene.outcomes(run)).isEmpty();
    assertThat(notBefore(run)).isEqualTo(scene.instant().plusSeconds(60));
  }

  @Test
  void onceARequestIsInDoubtARefusalClosesItOnlyWhenATaskOfItWouldBeListed() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      throw new TimedOut();
    });
    scene.tasks.nextLaunch(Throttled::new);
    var entry = scene.entry(run);
    assertThatThrownBy(() -> scene.launch(run, entry)).isInstanceOf(TimedOut.class);
    scene.launch(run, scene.again(entry, 1));
    var doubtedAt = scene.instant();

    scene.pass(AttemptLauncher.LISTED.minusMillis(2));
    scene.tasks.nextLaunch(() -> new Refused("RESOURCE:ENI"));
    scene.enter(run);
    assertThat(scene.instant()).isEqualTo(doubtedAt.plus(AttemptLauncher.LISTED).minusMillis(1));
    assertThat(scene.outcomes(run)).isEmpty();

    scene.pass(Duration.ofMinutes(1));
    scene.tasks.nextLaunch(() -> new Refused("RESOURCE:ENI"));
    scene.enter(run);
    assertThat(scene.outcomes(run)).containsExactly(Outcome.LAUNCH_FAILED);
  }

  @Test
  void aTaskThatIsListedIsBoundThoughItsRequestIsRefusedWhenItComesAgain() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      throw new TimedOut();
    });
    var entry = scene.entry(run);
    assertThatThrownBy(() -> scene.launch(run, entry)).isInstanceOf(TimedOut.class);
    var facts = scene.runs(run, 1);
    scene.tasks.known.put(facts.taskArn(), facts);
    scene.tasks.nextLaunch(() -> new Refused("RESOURCE:ENI"));

    scene.launch(run, scene.again(entry, 1));

    assertThat(scene.phase(run)).isInstanceOf(Open.class);
    assertThat(scene.attempt(run).taskArn()).isEqualTo(facts.taskArn());
  }

  @Test
  void aRedrivenExecutionIsAnsweredThoughItsEntryIsNoLaterThanTheOneBefore() {
    var run = scene.open("");
    var entry = scene.again(scene.entry(run), 3);
    scene.launch(run, entry);
    var _ = scene.orchestrator.canceller().cancel(run, "execution aborted");

    var redriven = scene.redriven(entry);
    scene.launch(run, redriven);

    assertThat(scene.run(run).member().entry()).isEqualTo(redriven);
  }

  @Test
  void aRequestThatIsNotDueIsNotSentBeforeItsTimeLessTheSkewOfClocks() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      throw new TimedOut();
    });
    scene.tasks.nextLaunch(() -> new Refused("RESOURCE:ENI"));
    var entry = scene.entry(run);
    assertThatThrownBy(() -> scene.launch(run, entry)).isInstanceOf(TimedOut.class);
    scene.launch(run, scene.again(entry, 1));

    scene.pass(Duration.ofSeconds(55).minusMillis(2));
    scene.enter(run);
    assertThat(scene.tasks.launches).hasSize(2);

    scene.enter(run);
    assertThat(scene.tasks.launches).hasSize(3).containsOnly(Scene.key(run, 1));
  }

  @Test
  void aRefusalOfAnEntryThatIsNoLongerTheStoredOneWaitsToo() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      scene.tasks.nextLaunch(() -> {
        throw new TimedOut();
      });
      assertThatThrownBy(() -> scene.enter(run)).isInstanceOf(TimedOut.class);
      return new Refused("RESOURCE:ENI");
    });

    scene.enter(run);

    assertThat(scene.outcomes(run)).isEmpty();
    assertThat(notBefore(run)).isEqualTo(scene.instant().plusSeconds(60));
  }

  @Test
  void throttlingSetsALaterTimeForTheSameAttemptAndSettlesNothing() {
    var run = scene.open("");
    scene.tasks.nextLaunch(Throttled::new);

    var entry = scene.enter(run);

    assertThat(scene.outcomes(run)).isEmpty();
    assertThat(scene.attempt(run).n()).isEqualTo(1);
    assertThat(notBefore(run)).isAfterOrEqualTo(scene.instant().plusSeconds(2));
    assertThat(scene.executions.answers)
        .containsExactly(
            entry.token() + " {\"next\":\"WAIT\",\"at\":\"%s\"}".formatted(notBefore(run)));
  }

  @Test
  void anAnswerThatComesAfterTheWaitForTheNextLaunchStillHasItComeAgain() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      scene.store.beforeNextCommit(() -> scene.pass(Duration.ofMinutes(1)));
      return new Throttled();
    });

    var entry = scene.enter(run);

    assertThat(notBefore(run)).isBefore(scene.instant());
    assertThat(scene.executions.answers)
        .containsExactly(
            entry.token() + " {\"next\":\"WAIT\",\"at\":\"%s\"}".formatted(notBefore(run)));
  }

  @Test
  void throttlingBacksOffUnderABoundThatGrowsToAMinute() {
    var run = scene.open("");
    var longest = Duration.ZERO;
    for (var i = 0; i < 200; i++) {
      scene.tasks.nextLaunch(Throttled::new);
      scene.enter(run);
      var wait = Duration.between(scene.instant(), notBefore(run));
      assertThat(wait).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(62));
      longest = wait.compareTo(longest) > 0 ? wait : longest;
      scene.pass(Duration.ofSeconds(5));
      if (scene.instant().isBefore(notBefore(run))) {
        scene.pass(Duration.between(scene.instant(), notBefore(run)));
      }
      if (Duration.between(Scene.START, scene.instant()).toMinutes() > 45) {
        break;
      }
    }

    assertThat(longest).isGreaterThan(Duration.ofSeconds(30));
    assertThat(scene.tasks.launches).hasSizeGreaterThan(20).containsOnly(Scene.key(run, 1));
    assertThat(scene.outcomes(run)).isEmpty();
  }

  @Test
  void aTaskThatLaunchesAfterItsAttemptWasClosedIsStopped() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      scene.observe(scene.exited(run, 1, 1));
      return new Launched(Scene.arn(run, 1));
    });

    scene.enter(run);

    assertThat(scene.state(run)).isEqualTo(RunState.FAILED);
    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(run, 1) + " longshore:CANCELLED: its attempt is closed");
  }

  @Test
  void aTaskThatRunsBeforeItsLaunchReturnsIsBoundOnce() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      scene.observe(scene.runs(run, 1));
      return new Launched(Scene.arn(run, 1));
    });

    scene.enter(run);

    assertThat(scene.phase(run)).isInstanceOf(Open.class);
    assertThat(scene.attempt(run).startedAt()).isNotNull();
    assertThat(scene.tasks.stops).isEmpty();
  }

  @Test
  void aCancelThatComesDuringLaunchStopsTheTaskOnceItIsKnown() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      scene.orchestrator.canceller().cancel(run, "enough");
      assertThat(scene.tasks.stops).isEmpty();
      return new Launched(Scene.arn(run, 1));
    });

    scene.enter(run);

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLING);
    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(run, 1) + " longshore:CANCELLED: enough");
  }

  @Test
  void aRunThatWasCancelledWithoutATaskIsClosedByTheNextEntry() {
    var run = scene.open("");
    scene.ledger.update(
        run, current -> current.cancelling(new Cancellation(scene.instant(), "enough")));

    var entry = scene.enter(run);

    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.tasks.launches).isEmpty();
    assertThat(scene.executions.answers)
        .containsExactly(
            entry.token() + " {\"next\":\"DONE\",\"state\":\"CANCELLED\",\"fail\":true}");
  }

  @Test
  void anAttemptThatIsWrittenIsLaunchedThoughItsRunIsCancelledAndThenStopped() {
    var run = scene.open("");
    scene.tasks.nextLaunch(() -> {
      throw new TimedOut();
    });
    var entry = scene.entry(run);
    assertThatThrownBy(() -> scene.launch(run, entry)).isInstanceOf(TimedOut.class);
    scene.orchestrator.canceller().cancel(run, "enough");

    scene.launch(run, scene.again(entry, 1));

    assertThat(scene.tasks.launches).hasSize(2);
    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(run, 1) + " longshore:CANCELLED: enough");
    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLING);
  }

  @Test
  void aBackOffThatIsDueOpensTheNextAttempt() {
    var run = scene.running("'retry': {'attempts': 3, 'backoff': 'PT1H', 'max': 'PT1H'}");
    scene.observe(scene.exited(run, 1, 1));
    var until = ((BackingOff) scene.phase(run)).until();

    scene.pass(Duration.between(scene.instant(), until.minusSeconds(5)));
    scene.pass(Duration.ofMillis(-2));
    scene.enter(run);
    assertThat(scene.tasks.launches).hasSize(1);

    scene.enter(run);

    assertThat(scene.tasks.launches).containsExactly(Scene.key(run, 1), Scene.key(run, 2));
  }

  @Test
  void anAttemptIsOpenedOnceThoughTwoEntriesComeTogether() {
    var run = scene.open("");
    scene.store.beforeNextCommit(() -> scene.enter(run));

    scene.enter(run);

    assertThat(scene.store.hasComeInBetween()).isTrue();
    assertThat(scene.attempt(run).n()).isEqualTo(1);
    assertThat(scene.tasks.launches).containsOnly(Scene.key(run, 1));
  }

  @Test
  void nobodyOpensAnAttemptOfARunThatIsCancelledMeanwhile() {
    var run = scene.open("");
    scene.store.beforeNextCommit(() -> scene.orchestrator.canceller().cancel(run, "enough"));

    scene.enter(run);

    assertThat(scene.store.hasComeInBetween()).isTrue();
    assertThat(scene.state(run)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.tasks.launches).isEmpty();
  }

  @Test
  void launchesAboveTheRateWaitInTheStateMachineAndTakeOnePlace() {
    var limit = new PaceLimit("RunTask", 1, 1);
    var paced =
        new Scene(
            Duration.ZERO,
            new Settings(Scene.STACK, List.of(), "/c", Scene.billing(), limit, Map.of()));
    var first = paced.launched("");
    var second = paced.open("");
    var entry = paced.enter(second);
    var until = ((BackingOff) paced.phase(second)).until();

    assertThat(paced.tasks.launches).containsExactly(Scene.key(first, 1));
    assertThat(paced.phase(second)).isEqualTo(new BackingOff(until, true));
    assertThat(paced.executions.answers)
        .containsExactly(entry.token() + " {\"next\":\"WAIT\",\"at\":\"%s\"}".formatted(until));

    paced.pass(Duration.between(paced.instant(), until));
    paced.enter(second);
    assertThat(paced.tasks.launches).containsExactly(Scene.key(first, 1), Scene.key(second, 1));
  }

  @Test
  void eachCapacityHasARateOfItsOwn() {
    var spot = new PaceLimit("FARGATE_SPOT", 1, 1);
    var paced =
        new Scene(
            Duration.ZERO,
            new Settings(
                Scene.STACK, List.of(), "/c", Scene.billing(), null, Map.of(Capacity.SPOT, spot)));

    var runs = List.of(paced.launched(""), paced.launched("'spot': 'NEVER'"), paced.launched(""));

    assertThat(runs.stream().map(run -> paced.phase(run) instanceof Open))
        .containsExactly(true, true, false);
  }

  @Test
  void aRetryAfterAnInterruptionIsAdmittedAtOnceWithoutAnotherSlot() {
    var run = scene.running("'concurrency': 1");
    scene.observe(scene.interrupted(run, 1));
    assertThat(scene.phase(run)).isEqualTo(new Admitted());

    scene.enter(run);

    assertThat(scene.attempt(run).n()).isEqualTo(2);
    assertThat(scene.holders()).containsExactly(run);
  }

  @Test
  void theTwoRequestsOfARunDifferInNumberAndCapacity() {
    var run = scene.running("'onDemandAfter': 1");
    scene.observe(scene.interrupted(run, 1));
    scene.enter(run);

    assertThat(scene.tasks.requests)
        .extracting(
            request -> request.capacity() + " " + request.environment().get("LONGSHORE_ATTEMPT"))
        .containsExactly("SPOT 1", "ON_DEMAND 2");
  }
}

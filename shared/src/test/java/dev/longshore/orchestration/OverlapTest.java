package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.admission.Place;
import dev.longshore.ledger.Write;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlapTest {

  private static final String QUEUE = "'overlap': 'QUEUE'";
  private static final String SKIP = "'overlap': 'SKIP'";
  private static final String REPLACE = "'overlap': 'REPLACE'";

  private final Scene scene = new Scene();

  private void ends(RunId run) {
    scene.observe(scene.runs(run, 1));
    scene.observe(scene.exited(run, 1, 0));
  }

  @Test
  void aHolderIsAdmittedAndItsPlaceWrittenInOneTransaction() {
    var run = scene.launched(QUEUE);

    assertThat(scene.holders()).containsExactly(run);
    assertThat(scene.phase(run)).isInstanceOf(Open.class);
    assertThat(scene.store.commits).anyMatch(writes -> writes.size() == 2);
  }

  @Test
  void aSkippedRunEndsAndTakesNothing() {
    var holder = scene.launched(SKIP);

    var run = scene.launched(SKIP);

    assertThat(scene.state(run)).isEqualTo(RunState.SKIPPED);
    assertThat(scene.holders()).containsExactly(holder);
    assertThat(scene.slot().waiting()).isZero();
    assertThat(scene.executions.answers)
        .containsExactly("token-2 {\"next\":\"DONE\",\"state\":\"SKIPPED\",\"fail\":false}");
    assertThat(scene.run(run).member().end())
        .get()
        .matches(end -> end.reason().contains("overlap is skip"));
  }

  @Test
  void overlapAppliesOnceAsManyRunsAreOpenAsMayBe() {
    var states = new ArrayList<RunState>();
    for (var i = 0; i < 4; i++) {
      states.add(scene.state(scene.launched("'overlap': 'SKIP', 'concurrency': 3")));
    }

    assertThat(states)
        .containsExactly(RunState.RUNNING, RunState.RUNNING, RunState.RUNNING, RunState.SKIPPED);
  }

  @Test
  void aWaiterIsParkedUntilItsTurn() {
    scene.launched(QUEUE);

    var waiter = scene.launched(QUEUE);

    assertThat(scene.state(waiter)).isEqualTo(RunState.WAITING);
    assertThat(scene.slot().waiting()).isEqualTo(1);
    assertThat(scene.executions.answers).isEmpty();
  }

  @Test
  void aCloseHandsItsPlaceToTheFirstWaiterInTheSameTransaction() {
    var holder = scene.launched(QUEUE);
    var first = scene.launched(QUEUE);
    var second = scene.launched(QUEUE);
    scene.observe(scene.runs(holder, 1));
    scene.store.commits.clear();

    scene.observe(scene.exited(holder, 1, 0));

    assertThat(scene.phase(first)).isEqualTo(new Admitted());
    assertThat(scene.phase(second)).isEqualTo(new Waiting());
    assertThat(scene.holders()).containsExactly(first);
    assertThat(scene.slot().waiting()).isEqualTo(1);
    var close = scene.store.commits.getFirst();
    assertThat(close).as("the run, its slot, the waiter's run and its WAITER").hasSize(4);
    assertThat(close).filteredOn(Write.Delete.class::isInstance).hasSize(1);
    assertThat(scene.executions.answers)
        .containsExactly(
            "token-1 {\"next\":\"DONE\",\"state\":\"SUCCEEDED\",\"fail\":false}",
            "token-2 {\"next\":\"ATTEMPT\"}");
  }

  @Test
  void runsStartInTheOrderInWhichTheyWereOpened() {
    var runs = new ArrayList<RunId>();
    for (var i = 0; i < 4; i++) {
      runs.add(scene.launched(QUEUE));
    }
    var order = new ArrayList<RunId>();
    for (var i = 0; i < 4; i++) {
      var holder = scene.holders().getFirst();
      order.add(holder);
      if (scene.phase(holder) instanceof Admitted) {
        scene.enter(holder);
      }
      ends(holder);
    }

    assertThat(order).isEqualTo(runs);
    assertThat(scene.holders()).isEmpty();
  }

  @Test
  void whereTheFirstWaiterChangedMeanwhileThePlaceGoesToTheNext() {
    var holder = scene.launched(QUEUE);
    var first = scene.launched(QUEUE);
    var second = scene.launched(QUEUE);
    scene.observe(scene.runs(holder, 1));
    scene.store.beforeNextCommit(() -> scene.orchestrator.canceller().cancel(first, "enough"));

    scene.observe(scene.exited(holder, 1, 0));

    assertThat(scene.store.hasComeInBetween()).isTrue();
    assertThat(scene.state(first)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.phase(second)).isEqualTo(new Admitted());
    assertThat(scene.holders()).containsExactly(second);
    assertThat(scene.slot().waiting()).isZero();
  }

  @Test
  void whoComesToWaitWhileThePlaceIsGivenBackIsNotForgotten() {
    var holder = scene.running(QUEUE);
    var late = scene.open(QUEUE);
    scene.store.beforeNextCommit(() -> scene.observe(scene.exited(holder, 1, 0)));

    scene.enter(late);

    assertThat(scene.store.hasComeInBetween()).isTrue();
    assertThat(scene.phase(late)).isInstanceOf(Open.class);
    assertThat(scene.holders()).containsExactly(late);
  }

  @Test
  void aWaiterThatTheIndexDoesNotShowYetIsHandedItsPlaceBySweep() {
    var lagging =
        new Scene(
            Duration.ofSeconds(3),
            new Settings(Scene.STACK, List.of(), "/c", Scene.billing(), null, Map.of()));
    var holder = lagging.running(QUEUE);
    var waiter = lagging.launched(QUEUE);
    lagging.observe(lagging.exited(holder, 1, 0));
    assertThat(lagging.phase(waiter)).isEqualTo(new Waiting());
    assertThat(lagging.holders()).isEmpty();

    lagging.pass(Duration.ofSeconds(4));
    lagging.sweep();

    assertThat(lagging.phase(waiter)).isEqualTo(new Admitted());
    assertThat(lagging.holders()).containsExactly(waiter);
    assertThat(lagging.executions.answers.getLast()).isEqualTo("token-2 {\"next\":\"ATTEMPT\"}");
  }

  @Test
  void aWaiterThatAnIndexStillShowsThoughItIsGoneIsPassedOver() {
    var lagging =
        new Scene(
            Duration.ofSeconds(3),
            new Settings(Scene.STACK, List.of(), "/c", Scene.billing(), null, Map.of()));
    var holder = lagging.running(QUEUE);
    var gone = lagging.launched(QUEUE);
    var next = lagging.launched(QUEUE);
    lagging.pass(Duration.ofSeconds(4));
    lagging.orchestrator.canceller().cancel(gone, "enough");

    lagging.observe(lagging.exited(holder, 1, 0));

    assertThat(lagging.holders()).containsExactly(next);
  }

  @Test
  void theOneThatReplacesStopsTheHolderWaitsAndThenTakesItsPlace() {
    var holder = scene.running(REPLACE);

    var run = scene.launched(REPLACE);

    assertThat(scene.state(holder)).isEqualTo(RunState.CANCELLING);
    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(holder, 1) + " longshore:CANCELLED: replaced by " + run);
    assertThat(scene.state(run)).isEqualTo(RunState.WAITING);
    assertThat(scene.tasks.launches).hasSize(1);

    scene.observe(scene.stopped(holder, 1, "longshore:CANCELLED: replaced by " + run));

    assertThat(scene.state(holder)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.phase(run)).isEqualTo(new Admitted());
    assertThat(scene.holders()).containsExactly(run);
  }

  @Test
  void theOneThatReplacesCancelsOlderWaitersBeforeOneOfThemIsWoken() {
    var holder = scene.running("'overlap': 'REPLACE', 'retry': {'attempts': 2}");
    scene.observe(scene.exited(holder, 1, 1)); // it backs off, so that cancelling closes it at once
    var older = scene.launched(QUEUE);
    scene.executions.answers.clear();

    var run = scene.launched(REPLACE);

    assertThat(scene.state(older)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.state(holder)).isEqualTo(RunState.CANCELLED);
    assertThat(scene.holders()).containsExactly(run);
    assertThat(scene.decisions(older)).doesNotContain("admitted");
    assertThat(scene.slot().waiting()).isZero();
  }

  @Test
  void theOneThatReplacesGivesWayWhereANewerRunHoldsAPlace() {
    var older = scene.open(REPLACE);
    var newer = scene.launched(REPLACE);

    scene.enter(older);

    assertThat(scene.state(older)).isEqualTo(RunState.SKIPPED);
    assertThat(scene.state(newer)).isEqualTo(RunState.RUNNING);
    assertThat(scene.tasks.stops).isEmpty();
    assertThat(scene.holders()).containsExactly(newer);
  }

  @Test
  void aWaiterThatReplacesRepeatsItAtEachEntry() {
    var holder = scene.running(REPLACE);
    var run = scene.launched(REPLACE);
    scene.tasks.stops.clear();

    scene.enter(run);

    assertThat(scene.tasks.stops)
        .containsExactly(Scene.arn(holder, 1) + " longshore:CANCELLED: replaced by " + run);
    assertThat(scene.state(run)).isEqualTo(RunState.WAITING);
  }

  @Test
  void aWaiterThatReplacesRepeatsItAtEachSweep() {
    var holder = scene.running(REPLACE);
    scene.knows(scene.runs(holder, 1));
    var run = scene.launched(REPLACE);
    scene.tasks.stops.clear();

    scene.sweep();

    assertThat(scene.tasks.stops)
        .isNotEmpty()
        .containsOnly(Scene.arn(holder, 1) + " longshore:CANCELLED: replaced by " + run);
  }

  @Test
  void aWaiterThatReplacesGivesWayAtASweepOnceANewerRunHoldsAPlace() {
    var holder = scene.running(REPLACE);
    scene.knows(scene.runs(holder, 1));
    var waiter = scene.launched(REPLACE);
    var newer = scene.open(REPLACE);
    var slot = scene.ledger.slot("etl");
    assertThat(
            scene
                .ledger
                .transaction()
                .putSlot(slot, slot.value().withHolder(Place.of(scene.run(newer))))
                .commit())
        .isTrue();

    scene.sweep();

    assertThat(scene.state(waiter)).isEqualTo(RunState.SKIPPED);
    assertThat(scene.slot().waiting()).isZero();
    assertThat(scene.executions.answers.getLast())
        .isEqualTo("token-2 {\"next\":\"DONE\",\"state\":\"SKIPPED\",\"fail\":false}");
  }

  @Test
  void noMoreRunsEverHoldAPlaceThanMay() {
    var runs = new ArrayList<RunId>();
    for (var i = 0; i < 12; i++) {
      runs.add(scene.launched("'overlap': 'QUEUE', 'concurrency': 3"));
      assertThat(scene.holders()).hasSizeLessThanOrEqualTo(3);
    }
    while (runs.stream().anyMatch(run -> !scene.run(run).isFinal())) {
      for (var run : runs) {
        if (scene.phase(run) instanceof Admitted) {
          scene.enter(run);
        }
        if (scene.phase(run) instanceof Open) {
          ends(run);
        }
        assertThat(scene.holders()).hasSizeLessThanOrEqualTo(3);
      }
    }

    assertThat(scene.holders()).isEmpty();
    assertThat(scene.slot().waiting()).isZero();
    assertThat(scene.tasks.launches).hasSize(12);
  }
}

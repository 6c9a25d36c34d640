package dev.longshore.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.admission.PaceLimit;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.MemoryStore;
import dev.longshore.orchestration.Tasks.Refused;
import dev.longshore.orchestration.Tasks.Throttled;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A single write that took effect may be answered as if it had lost, for its answer was lost and it
 * was sent again. Whoever wrote reads again, finds the own change, and goes on from there.
 */
class LostAnswersTest {

  /** What happens to a run, up to its end. */
  record Story(String name, Function<Scene, RunId> play) {

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Story> STORIES =
      List.of(
          new Story(
              "clean",
              scene -> {
                var run = scene.running("");
                scene.observe(scene.exited(run, 1, 0));
                return run;
              }),
          new Story(
              "failed and retried",
              scene -> {
                var run = scene.running("'retry': {'attempts': 2}");
                scene.observe(scene.exited(run, 1, 1));
                return secondAttempt(scene, run);
              }),
          new Story(
              "interrupted",
              scene -> {
                var run = scene.running("");
                scene.observe(scene.interrupted(run, 1));
                return secondAttempt(scene, run);
              }),
          new Story(
              "refused",
              scene -> {
                scene.tasks.nextLaunch(() -> new Refused("RESOURCE:ENI"));
                return secondAttempt(scene, scene.launched(""));
              }),
          new Story(
              "throttled",
              scene -> {
                scene.tasks.nextLaunch(Throttled::new);
                var run = scene.launched("");
                scene.pass(Duration.ofMinutes(5));
                scene.enter(run);
                scene.observe(scene.exited(run, 1, 0));
                return run;
              }),
          new Story(
              "cancelled before its task",
              scene -> {
                var run = scene.open("");
                scene.orchestrator.canceller().cancel(run, "by hand");
                scene.enter(run);
                return run;
              }),
          new Story(
              "cancelled",
              scene -> {
                var run = scene.running("");
                scene.orchestrator.canceller().cancel(run, "by hand");
                scene.observe(scene.stopped(run, 1, "longshore:CANCELLED: by hand"));
                return run;
              }),
          new Story(
              "stopped for its time",
              scene -> {
                var run = scene.running("");
                scene.pass(Duration.ofHours(2));
                scene.knows(scene.runs(run, 1));
                scene.sweep();
                // A sweep that seems to have lost its lease leaves the work to one after it.
                scene.pass(Duration.ofMinutes(2));
                scene.sweep();
                scene.observe(scene.stopped(run, 1, "longshore:TIMED_OUT: late"));
                return run;
              }),
          new Story(
              "not started for overlap",
              scene -> {
                scene.launched("'overlap': 'SKIP'");
                return scene.launched("'overlap': 'SKIP'");
              }),
          new Story(
              "broken off",
              scene -> {
                var run = scene.running("");
                scene.orchestrator.observer().executionBrokeOff(run);
                scene.observe(scene.exited(run, 1, 0));
                return run;
              }));

  private static RunId secondAttempt(Scene scene, RunId run) {
    scene.pass(Duration.ofHours(1));
    scene.enter(run);
    scene.observe(scene.runs(run, 2));
    scene.observe(scene.exited(run, 2, 0));
    return run;
  }

  /** What a story has come to. */
  private record End(Run run, Set<Object> launched, List<String> announced) {

    static End of(Scene scene, RunId run) {
      return new End(
          scene.run(run), Set.copyOf(scene.tasks.launches), List.copyOf(scene.announced));
    }
  }

  @ParameterizedTest
  @FieldSource("STORIES")
  void whicheverAnswerIsLostTheRunEndsAsItDoesOtherwise(Story story) {
    var undisturbed = new Scene();
    var expected = End.of(undisturbed, story.play.apply(undisturbed));
    assertThat(expected.run().isFinal()).isTrue();
    var writes = undisturbed.store.singleWrites();
    assertThat(writes).isPositive();

    for (var lost = 0; lost < writes; lost++) {
      var scene = new Scene();
      scene.store.loseAnswerOfSingleWriteAfter(lost);
      var run = story.play.apply(scene);

      assertThat(End.of(scene, run)).as("answer %d of %d lost", lost, writes).isEqualTo(expected);
    }
  }

  @Test
  void aPlaceInARateIsTakenAnewWhenTheAnswerIsLostAndOnlyThatOneIsWasted() {
    var limit = new PaceLimit("calls", 1, 1);
    var store = new ContendedStore(new MemoryStore(() -> Scene.START, Duration.ZERO));
    var ledger = new Ledger(store);
    store.loseAnswerOfSingleWriteAfter(0);

    assertThat(ledger.reserve(limit, Scene.START)).isEqualTo(Scene.START.plusSeconds(1));
    assertThat(ledger.reserve(limit, Scene.START)).isEqualTo(Scene.START.plusSeconds(2));
  }
}

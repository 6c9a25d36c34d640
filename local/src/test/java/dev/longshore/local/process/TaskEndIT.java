package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskEndIT {

  @TempDir Path data;
  private final String seconds = Sleeps.unique();
  private final String sleep = "sleep " + seconds;
  private Life life;

  @BeforeEach
  void begin() throws InterruptedException {
    life = Life.in(data);
  }

  @AfterEach
  void end() {
    life.close();
  }

  @Test
  void everyExitCodeArrives() {
    var codes = IntStream.rangeClosed(0, 255).boxed().toList();

    var tasks = codes.stream().map(code -> life.script("exit " + code)).toList();

    assertThat(tasks).extracting(ObservedTask::exitCode).isEqualTo(codes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 8, 9, 10, 11, 12, 13, 14, 15})
  void aProgramThatASignalEndedHasExitedWith128AndItsNumber(int signal) {
    assertThat(life.script("kill -%d $$".formatted(signal)).exitCode()).isEqualTo(128 + signal);
  }

  @Test
  void aProgramMayHandleSigterm() {
    var task = life.script("trap 'exit 3' TERM; echo ready; while :; do sleep 0.01; done").ready();

    task.terminate();

    assertThat(task.exitCode()).isEqualTo(3);
  }

  @Test
  void aProgramThatIgnoresSigtermIsKilled() {
    var task = life.script("trap '' TERM; echo ready; while :; do sleep 0.01; done").ready();

    task.terminate();
    task.kill();

    // Had it ended of SIGTERM, this would be 143.
    assertThat(task.exitCode()).isEqualTo(137);
  }

  @Test
  void signalsReachTheWholeGroup() {
    var task = life.script("%s & %s & echo ready; wait".formatted(sleep, sleep)).ready();

    task.terminate();

    assertThat(task.exitCode()).isEqualTo(143);
    Await.until("its children are gone", () -> ProcessTable.holding(seconds).isEmpty());
  }

  @Test
  void theGroupEndsWithItsFirstProcess() {
    var task = life.script("(trap '' TERM; %s) & exit 4".formatted(sleep));

    assertThat(task.exitCode()).isEqualTo(4);
    Await.until("its child is gone", () -> ProcessTable.holding(seconds).isEmpty());
  }

  @Test
  void exitCodesOfOtherChildrenOfThisJvmAreLeftToThem() throws Exception {
    var others = new ArrayList<Process>();
    var tasks = new ArrayList<ObservedTask>();
    for (var i = 0; i < 100; i++) {
      others.add(new ProcessBuilder("/bin/sh", "-c", "exit 7").start());
      tasks.add(life.script("exit 5"));
    }

    assertThat(tasks).extracting(ObservedTask::exitCode).containsOnly(5);
    for (var other : others) {
      assertThat(other.waitFor()).isEqualTo(7);
    }
  }

  @Test
  void whatHasEndedCanBeSignalledInVain() {
    var task = life.script("exit 2");
    assertThat(task.exitCode()).isEqualTo(2);

    task.terminate();
    task.kill();

    assertThat(task.exitCode()).isEqualTo(2);
  }

  @Test
  void closingKillsWhatRunsAndStartsNothingMore() {
    var task = life.script("trap '' TERM; echo ready; %s; %s".formatted(sleep, sleep)).ready();

    life.runtime.close();

    assertThat(task.isOver()).isTrue();
    assertThat(task.exitCode()).isEqualTo(137);
    Await.until("its child is gone", () -> ProcessTable.holding(seconds).isEmpty());
    assertThat(life.start("true").refusal())
        .isEqualTo("CannotStartContainerError: Longshore is ending");
  }
}

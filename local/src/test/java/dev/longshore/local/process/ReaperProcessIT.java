package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaperProcessIT {

  @TempDir Path data;
  private final String seconds = Sleeps.unique();
  private final String sleep = "sleep " + seconds;

  @Test
  void theReaperOutlivesCtrlC() throws Exception {
    try (var life = Life.in(data)) {
      var reaper = reaper(life.reaper.mark());
      // HUP, INT, QUIT, PIPE and TERM: a signal's bit is one below its number.
      var outlived = 1L | 1L << 1 | 1L << 2 | 1L << 12 | 1L << 14;

      assertThat(ProcessTable.session(reaper)).isEqualTo(reaper);
      Await.until(
          "it ignores them", () -> (ProcessTable.ignoredSignals(reaper) & outlived) == outlived);
    }
  }

  @Test
  void theReaperHoldsNothingOfOursButThePipeAndItsLock() throws Exception {
    try (var life = Life.in(data)) {
      var reaper = reaper(life.reaper.mark());

      var task = life.start("readlink", "/proc/%s/fd/3".formatted(reaper));
      var descriptors = life.start("ls", "/proc/%s/fd".formatted(reaper));

      assertThat(task.exitCode()).isZero();
      assertThat(task.output()).isEqualTo(data.toRealPath().resolve("reaper.lock") + "\n");
      assertThat(descriptors.exitCode()).isZero();
      assertThat(descriptors.output()).isEqualTo("0\n1\n2\n3\n");
    }
  }

  @Test
  void aReaperThatDiesIsReplacedByOneThatKnowsAll() throws Exception {
    var script = "echo ready; exec env -i " + sleep;
    try (var jvm = OtherJvm.start(data, "scripts", script)) {
      var mark = jvm.line();
      Await.until("it sleeps", () -> sleepers() == 1);
      var first = killed(mark);
      Await.until("there is another", () -> reapers(mark).stream().anyMatch(p -> !p.equals(first)));
      jvm.kill();
    }

    Leftovers.assertNoneOnceTheLockIsFree(data, seconds);
  }

  @Test
  void whenReapersDoNotLiveNoMoreTasksAreStarted() throws Exception {
    try (var life = Life.in(data)) {
      for (var i = 0; i < Reaper.REPLACED_MAX; i++) {
        var reaper = killed(life.reaper.mark());
        Await.until(
            "it is replaced",
            () ->
                !reapers(life.reaper.mark()).contains(reaper)
                    && reapers(life.reaper.mark()).size() == 1);
        assertThat(life.start("true").exitCode()).isZero();
      }

      killed(life.reaper.mark());
      Await.until("it is not replaced any more", life.reaper::lost);

      assertThat(life.start("true").refusal())
          .isEqualTo(
              "CannotStartContainerError: nothing would end the task if Longshore died: its reaper"
                  + " is gone");
    }
  }

  private int sleepers() {
    return ProcessTable.holding("sleep\0" + seconds).size();
  }

  private static String killed(String mark) {
    var reaper = reaper(mark);
    ProcessHandle.of(Long.parseLong(reaper)).orElseThrow().destroyForcibly();
    return reaper;
  }

  private static String reaper(String mark) {
    var reapers = reapers(mark);
    assertThat(reapers).hasSize(1);
    return reapers.getFirst();
  }

  private static List<String> reapers(String mark) {
    return ProcessTable.holding(mark.substring(mark.indexOf('=') + 1)).stream()
        .filter(process -> process.contains("longshore-reaper"))
        .map(process -> process.substring(0, process.indexOf(' ')))
        .toList();
  }
}

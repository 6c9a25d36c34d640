package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.local.data.DataFolderUnusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ReaperIT {

  @TempDir Path data;
  private final String seconds = Sleeps.unique();
  private final String sleep = "sleep " + seconds;

  @Test
  void whenTheJvmIsKilledItsTasksAreAskedToEnd() throws Exception {
    var asked = data.resolve("asked");
    var script = "trap 'echo asked >>%s; exit' TERM; echo ready; %s & wait".formatted(asked, sleep);
    try (var jvm = OtherJvm.start(data, "scripts", script, script)) {
      assertThat(jvm.line()).startsWith("LONGSHORE_LIFE=");
      jvm.kill();
    }

    Leftovers.assertNoneOnceTheLockIsFree(data, seconds);
    // Once each: many a program takes a second SIGTERM for impatience.
    assertThat(asked).hasContent("asked\nasked\n");
  }

  @Test
  void whatDoesNotEndWhenAskedIsKilled() throws Exception {
    var script = "trap '' TERM; echo ready; %s; %s".formatted(sleep, sleep);
    try (var jvm = OtherJvm.start(data, "scripts", script)) {
      assertThat(jvm.line()).startsWith("LONGSHORE_LIFE=");
      jvm.kill();
    }

    Leftovers.assertNoneOnceTheLockIsFree(data, seconds);
  }

  @Test
  void processesThatLeftTheirGroupEndToo() throws Exception {
    var script =
        "setsid %s & setsid sh -c 'trap \"\" TERM; echo ready; %s; :' & exec %s"
            .formatted(sleep, sleep, sleep);
    try (var jvm = OtherJvm.start(data, "scripts", script)) {
      assertThat(jvm.line()).startsWith("LONGSHORE_LIFE=");
      Await.until("all three sleep", () -> sleepers() == 3);
      jvm.kill();
    }

    Leftovers.assertNoneOnceTheLockIsFree(data, seconds);
  }

  @Test
  void processesThatDroppedTheirEnvironmentEndWithTheirGroup() throws Exception {
    try (var jvm = OtherJvm.start(data, "scripts", "echo ready; exec env -i " + sleep)) {
      assertThat(jvm.line()).startsWith("LONGSHORE_LIFE=");
      Await.until("it sleeps", () -> sleepers() == 1);
      jvm.kill();
    }

    Leftovers.assertNoneOnceTheLockIsFree(data, seconds);
  }

  @Test
  void inGoodOrderTooNothingIsLeftAndTheLockIsFreeAtOnce() throws Exception {
    try (var life = Life.in(data)) {
      life.script("setsid %s & echo ready; exec %s".formatted(sleep, sleep)).ready();
    }

    assertThat(ProcessTable.holding(seconds)).isEmpty();
    try (var next = Life.in(data)) {
      assertThat(next.notices).isEmpty();
    }
  }

  @Test
  void theNextLifeWaitsAndSaysSo() throws Exception {
    try (var jvm =
        OtherJvm.start(data, "scripts", "trap '' TERM; echo ready; %s; :".formatted(sleep))) {
      assertThat(jvm.line()).startsWith("LONGSHORE_LIFE=");
      jvm.kill();
    }

    try (var next = Life.in(data)) {
      assertThat(ProcessTable.holding(seconds)).isEmpty();
      assertThat(next.notices)
          .containsExactly("waiting until the tasks of an earlier life have ended");
    }
  }

  @Test
  void theNextLifeDoesNotWaitForEver() throws Exception {
    try (var life = Life.in(data.resolve("a"));
        var lock = ((DataLock.Taken) DataLock.take(data.resolve("b"))).lock()) {
      var held = DataLock.open(lock.folder(), "reaper.lock", lock.posix());
      assertThat(lock.posix().lock(held)).isTrue();

      assertThatThrownBy(
              () -> Reaper.start(lock, new SecureRandom(), _ -> {}, Duration.ofSeconds(1)))
          .isInstanceOf(DataFolderUnusable.class)
          .hasMessage(
              "%s cannot be the data folder: the tasks of an earlier life are still being ended"
                  + " after 1 s",
              lock.folder());
      lock.posix().close(held);
      assertThat(life.notices).isEmpty();
    }
  }

  @Test
  void whoeverStartedTheJvmMayIgnoreSignals() throws Exception {
    var script =
        "grep -E '^Sig(Blk|Ign)' /proc/self/status >%s; echo ready"
            .formatted(data.resolve("signals"));
    try (var jvm = OtherJvm.startAfter("trap '' CHLD HUP INT", data, "scripts", script)) {
      assertThat(jvm.line()).startsWith("LONGSHORE_LIFE=");
      assertThat(jvm.end()).isZero();
    }

    // glibc has a child ignore 32 and 33, which its threads use themselves.
    var own = 1L << 31 | 1L << 32;
    assertThat(Files.readAllLines(data.resolve("signals")))
        .extracting(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1), 16) & ~own)
        .containsExactly(0L, 0L);
  }

  @Test
  void theJvmMayHaveBeenStartedWithoutStandardStreams() throws Exception {
    var script = "cat; echo out; echo err >&2; echo ready";
    var log = data.resolve("logs/task-0.log");
    try (var _ = OtherJvm.startAfter("exec <&- >&- 2>&-", data, "scripts", script)) {
      Await.until("the task has ended", () -> text(log).endsWith("ready\n"));
    }

    assertThat(log).hasContent("out\nerr\nready\n");
  }

  private int sleepers() {
    return ProcessTable.holding("sleep\0" + seconds).size();
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

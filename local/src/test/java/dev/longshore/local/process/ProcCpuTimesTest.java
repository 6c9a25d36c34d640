package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcCpuTimesTest {

  @TempDir Path proc;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aGroupsProcessesAndTheChildrenTheyWaitedForAreSummed() throws IOException {
    process(10, "etl", 10, 1, 2, 3, 4);
    process(11, "etl", 10, 10, 20, 30, 40);
    process(12, "other", 12, 500, 0, 0, 0);

    assertThat(times().of(10)).contains(Duration.ofMillis(1_100));
  }

  @Test
  void theNameOfAProgramMayHoldAnything() throws IOException {
    process(10, "a) R 1 99 (b c", 10, 1, 1, 1, 1);

    assertThat(times().of(10)).contains(Duration.ofMillis(40));
  }

  @Test
  void whatHasGoneIsNotSeen() throws IOException {
    Files.createDirectory(proc.resolve("13"));

    assertThat(times().of(13)).isEmpty();
  }

  @Test
  void withoutProcNothingIsSeen() {
    assertThat(new ProcCpuTimes(proc.resolve("missing"), () -> now).of(10)).isEmpty();
  }

  @Test
  void oneLookServesUntilItIsTwoHundredMillisecondsOld() throws IOException {
    var times = times();
    process(10, "etl", 10, 1, 0, 0, 0);
    assertThat(times.of(10)).contains(Duration.ofMillis(10));
    process(10, "etl", 10, 2, 0, 0, 0);

    now = now.plus(ProcCpuTimes.FRESH).minusNanos(1);
    assertThat(times.of(10)).contains(Duration.ofMillis(10));
    now = now.plusNanos(1);
    assertThat(times.of(10)).contains(Duration.ofMillis(20));
  }

  @Test
  void aGroupThatTheLastLookDidNotSeeIsLookedForAnew() throws IOException {
    var times = times();
    assertThat(times.of(10)).isEmpty();

    process(10, "etl", 10, 1, 0, 0, 0);

    assertThat(times.of(10)).contains(Duration.ofMillis(10));
  }

  @Test
  void aClockThatIsSetBackKeepsNoOldLookAlive() throws IOException {
    var times = times();
    process(10, "etl", 10, 1, 0, 0, 0);
    assertThat(times.of(10)).contains(Duration.ofMillis(10));
    process(10, "etl", 10, 2, 0, 0, 0);

    now = now.minusSeconds(3_600);

    assertThat(times.of(10)).contains(Duration.ofMillis(20));
  }

  private ProcCpuTimes times() {
    return new ProcCpuTimes(proc, () -> now);
  }

  private void process(
      int number, String name, int group, int user, int system, int childUser, int childSystem)
      throws IOException {
    var folder = Files.createDirectories(proc.resolve(Integer.toString(number)));
    Files.writeString(
        folder.resolve("stat"),
        "%d (%s) S 1 %d 1 0 -1 4194560 99 99 0 0 %d %d %d %d 20 0 1 0 99\n"
            .formatted(number, name, group, user, system, childUser, childSystem));
  }
}

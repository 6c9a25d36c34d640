package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CpuTimesIT {

  static List<CpuTimes> ways() {
    return List.of(
        new HandleCpuTimes(), new ProcCpuTimes(Path.of("/proc"), InstantSource.system()));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatAGroupAndItsChildrenUseIsSeenWhileTheyRun(CpuTimes times) throws IOException {
    var script = "(while :; do :; done) & wait";
    // By setsid it has a group of its own number.
    var process = new ProcessBuilder("setsid", "sh", "-c", script).start();
    try {
      Await.until("a tenth of a second is used", () -> used(times, process).toMillis() >= 100);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void ofAGroupThatIsNoneNothingIsSeen(CpuTimes times) {
    assertThat(times.of(Integer.MAX_VALUE)).isEmpty();
  }

  private static Duration used(CpuTimes times, Process process) {
    return times.of((int) process.pid()).orElse(Duration.ZERO);
  }
}

package dev.longshore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The demo as a person starts it: in a process of its own, over the jobs that ship. */
@Execution(ExecutionMode.CONCURRENT)
class DemoIT {

  private static final Path JOBS = Path.of("..", "jobs").toAbsolutePath().normalize();
  private static final String EXPECTED = "demo-expected.tsv";
  private static final long MINUTES_MAX = 12;
  private static final int INTERRUPTED = 130;

  @TempDir private Path temporary;

  @Test
  void theDemoEndsByItselfWithEverythingAsExpected() throws Exception {
    var demo = start(JOBS);

    assertThat(exit(demo)).as(err()).isZero();
    assertThat(out())
        .containsPattern("weekly-rain ×209 +SUCCEEDED +209 ")
        .containsPattern("weekly-rain ×1 +DEAD_LETTER ")
        .containsPattern("degree-days main +INTERRUPTED, SUCCEEDED +2 .*\\$0[.].*−[67].%")
        .containsPattern("late-source +FAILED ×2, SUCCEEDED +3 ")
        .containsPattern("slow-export +TIMED_OUT +1 ")
        .containsPattern("quiet-model hang +IDLE_STOPPED +1 ")
        .containsPattern("quiet-model work +SUCCEEDED +1 ")
        .containsPattern("rebuild-index +SUCCEEDED +1 ")
        .containsPattern("rebuild-index +SKIPPED +0 ")
        .contains("✓ all 12 lines of " + JOBS.resolve(EXPECTED))
        .doesNotContain("✗");
  }

  /** A whole demo more, for a mistake that the proof shows to be found, like its others. */
  @Test
  @Tag("proof")
  void aLineThatIsNotTrueIsSaidAndFailsTheDemoThoughItsRecordsArePrinted() throws Exception {
    var jobs = copyOfTheJobs();
    var expected = jobs.resolve(EXPECTED);
    Files.writeString(
        expected, Files.readString(expected).replace("FAILED,FAILED,SUCCEEDED", "SUCCEEDED"));

    assertThat(exit(start(jobs, "--json"))).isEqualTo(Main.FAILED);
    assertThat(err())
        .contains("late-source: expected 1 SUCCEEDED after SUCCEEDED, actual 0")
        .contains("late-source: expected none SUCCEEDED after FAILED,FAILED,SUCCEEDED, actual 1");
    assertThat(out().lines().map(Json::parseObject))
        .hasSizeGreaterThan(209)
        .allMatch(record -> !record.text("runId").isEmpty());
  }

  @Test
  void ctrlCEndsTheDemoWithAllOfItsTasks() throws Exception {
    var demo = start(JOBS);
    awaitInErr(demo, "attempt 1 on SPOT FAILED");
    var tasks = demo.descendants().toList();
    var _ = new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();

    assertThat(exit(demo)).isEqualTo(INTERRUPTED);
    assertThat(tasks).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }

  private Path copyOfTheJobs() throws IOException {
    var copy = Files.createDirectory(temporary.resolve("jobs"));
    try (var files = Files.list(JOBS)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    for (var folder : List.of("data", "target")) {
      Files.createSymbolicLink(copy.resolve(folder), JOBS.resolve(folder));
    }
    return copy;
  }

  private Process start(Path jobs, String... options) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                "target/longshore.jar:target/lib/*",
                "dev.longshore.cli.Main",
                "demo",
                "--jobs",
                jobs.toString(),
                "--data",
                temporary.resolve("data").toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(Foreground.of(command))
        .redirectOutput(temporary.resolve("out").toFile())
        .redirectError(temporary.resolve("err").toFile())
        .start();
  }

  private static int exit(Process process) throws InterruptedException {
    if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
      process.destroy();
      throw new AssertionError("the demo does not end");
    }
    return process.exitValue();
  }

  private void awaitInErr(Process demo, String text) throws Exception {
    while (!err().contains(text)) {
      assertThat(demo.isAlive()).as(err()).isTrue();
      Thread.sleep(20);
    }
  }

  private String out() throws IOException {
    return Files.readString(temporary.resolve("out"), UTF_8);
  }

  private String err() throws IOException {
    return Files.readString(temporary.resolve("err"), UTF_8);
  }
}

package dev.longshore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A seed's story is the same in another process, whose hashes and threads are others. */
class SameStoryIT {

  private static final List<String> SEEDS = List.of("11", "12", "13", "14", "15", "16");
  private static final int LINES_MIN = 10_000;

  @Test
  void twoProcessesTellTheSameStoryByteForByte() throws IOException {
    var first = tell("-XX:hashCode=0");
    var second = tell("-XX:hashCode=1", "-Djdk.virtualThreadScheduler.parallelism=1");

    assertThat(first.lines()).hasSizeGreaterThan(LINES_MIN);
    var lines = second.lines().iterator();
    first.lines().forEach(line -> assertThat(lines.next()).isEqualTo(line));
    assertThat(second).isEqualTo(first);
  }

  private static String tell(String... options) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+UnlockExperimentalVMOptions"));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Storyteller.class.getName()));
    command.addAll(SEEDS);
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

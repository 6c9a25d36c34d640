package dev.longshore.local.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.docker.PauseProgram.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program that keeps a task's network, as this machine runs it and tar reads it. */
class PauseProgramIT {

  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void itWaitsUntilItIsKilled() throws IOException, InterruptedException {
    var file = folder.resolve("pause");
    Files.write(file, PauseProgram.program(Machine.of(System.getProperty("os.arch"))));
    assertThat(file.toFile().setExecutable(true)).isTrue();

    var process = new ProcessBuilder(file.toString()).start();

    assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).as("it has ended").isFalse();
    assertThat(process.destroyForcibly().waitFor()).isEqualTo(137);
  }

  @ParameterizedTest
  @EnumSource(Machine.class)
  void itsArchiveHoldsItAsAProgram(Machine machine) throws IOException, InterruptedException {
    var archive = folder.resolve("pause.tar");
    try (var stream = PauseProgram.archive(machine)) {
      Files.write(archive, stream.readAllBytes());
    }

    var tar = new ProcessBuilder("tar", "-xf", archive.toString(), "-C", folder.toString()).start();

    assertThat(new String(tar.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(tar.waitFor()).isZero();
    var file = folder.resolve(PauseProgram.NAME);
    assertThat(file).isExecutable().hasBinaryContent(PauseProgram.program(machine));
  }
}

package dev.longshore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskStartIT {

  @TempDir Path data;
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
  void argumentsArriveAsTheyAre() {
    var texts =
        List.of(
            "",
            "a b",
            " ",
            "'",
            "\"",
            "$(exit 1)",
            "`id`",
            "$HOME",
            "*",
            "\\",
            "a\nb\n",
            "한글 ⚓",
            "-n");
    var command = Stream.concat(Stream.of("printf", "%s\\0"), texts.stream());

    var task = life.start(command.toArray(String[]::new));

    assertThat(task.exitCode()).isZero();
    assertThat(task.output()).isEqualTo(String.join("\0", texts) + "\0");
  }

  @Test
  void theEnvironmentIsWhatTheTaskSaysAndTheMarkOfThisLife() {
    var environment = new HashMap<>(Life.ENVIRONMENT);
    environment.putAll(Map.of("EMPTY", "", "TEXT", "a=b 'c' \"d\"\n$(exit 1)", "배치", "⚓"));

    var task = life.start(life.spec(environment, data, "env", "-0"));

    assertThat(task.exitCode()).isZero();
    // env -0 ends each with a NUL, behind the last of which nothing is left.
    var expected = new ArrayList<>(List.of(life.reaper.mark(), ""));
    environment.forEach((name, value) -> expected.add(name + "=" + value));
    assertThat(task.output().split("\0", -1))
        .containsExactlyInAnyOrder(expected.toArray(String[]::new));
  }

  @Test
  void itRunsInItsDirectoryAndFindsProgramsFromThere() throws IOException {
    var folder = data.resolve("a folder");
    program(Files.createDirectories(folder.resolve("bin")).resolve("where"), "#!/bin/sh\npwd -P");
    var environment = Map.of("PATH", "bin:/usr/bin:/bin");

    var byPath = life.start(life.spec(environment, folder, "bin/where"));
    var byName = life.start(life.spec(environment, folder, "where"));

    assertThat(byPath.exitCode()).isZero();
    assertThat(byName.exitCode()).isZero();
    assertThat(byPath.output()).isEqualTo(folder.toRealPath() + "\n");
    assertThat(byName.output()).isEqualTo(byPath.output());
  }

  @Test
  void bothStreamsAreAppendedToTheLogInOrder() throws IOException {
    var spec = life.spec("/bin/sh", "-c", "echo 1; echo 2 >&2; echo 3");
    Files.createDirectories(spec.log().getParent());
    Files.writeString(spec.log(), "0\n");

    var task = life.start(spec);

    assertThat(task.exitCode()).isZero();
    assertThat(task.output()).isEqualTo("0\n1\n2\n3\n");
  }

  @Test
  void standardInputIsEmpty() {
    var task = life.start("wc", "-c");

    assertThat(task.exitCode()).isZero();
    assertThat(task.output()).isEqualTo("0\n");
  }

  @Test
  void noDescriptorOfOursReachesATask() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        var accepted = server.accept();
        var file = new RandomAccessFile(data.resolve("open").toFile(), "rw")) {
      assertThat(List.of(client.isConnected(), accepted.isConnected(), file.getFD().valid()))
          .containsOnly(true);

      var task = life.script("ls /proc/$$/fd; readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2");

      assertThat(task.exitCode()).isZero();
      var log = data.toRealPath().resolve("logs/task-0.log").toString();
      assertThat(task.output().lines()).containsExactly("0", "1", "2", "/dev/null", log, log);
    }
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}

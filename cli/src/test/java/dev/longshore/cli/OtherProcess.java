package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cli.lives.LongshoreJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A command line in a process of its own, as a person starts it. */
final class OtherProcess implements AutoCloseable {

  private static final long SECONDS_MAX = 60;

  private final Process process;
  private final BufferedReader out;

  private OtherProcess(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static OtherProcess start(Cli cli, String command, String... arguments) throws IOException {
    return new OtherProcess(
        builder(cli, command, arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** One that has variables of its own, and whose complaints are kept. */
  static OtherProcess startWith(
      Map<String, String> environment, Cli cli, String command, String... arguments)
      throws IOException {
    var builder = builder(cli, command, arguments);
    builder.environment().putAll(environment);
    return new OtherProcess(builder.start());
  }

  private static ProcessBuilder builder(Cli cli, String command, String... arguments) {
    var line =
        new ArrayList<>(
            List.of(command, "--jobs", cli.jobs().toString(), "--data", cli.data().toString()));
    line.addAll(List.of(arguments));
    var jvm = LongshoreJvm.withArchive();
    return new ProcessBuilder(Foreground.of(jvm.command(line)));
  }

  /** Waits until it has printed a line. */
  void awaitLine(String line) throws IOException {
    var read = out.readLine();
    while (read != null && !read.equals(line)) {
      read = out.readLine();
    }
    assertThat(read).as("the process has ended without that line").isEqualTo(line);
  }

  /** Waits until it has printed a line that contains something, and answers that line. */
  String awaitLineWith(String part) throws IOException {
    var read = out.readLine();
    while (read != null && !read.contains(part)) {
      read = out.readLine();
    }
    assertThat(read).as("the process has ended without such a line").isNotNull();
    return Objects.requireNonNull(read);
  }

  /** What it has complained of, once it has ended. */
  List<String> complaints() {
    return process.errorReader(StandardCharsets.UTF_8).lines().toList();
  }

  /** Waits until it has made a file; fails if it ends before that, or takes a minute. */
  void awaitFile(Path file) throws InterruptedException {
    var bound = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
    while (!Files.exists(file)) {
      assertThat(process.isAlive()).as("it has ended without " + file).isTrue();
      assertThat(System.nanoTime()).as("it does not make " + file).isLessThan(bound);
      Thread.sleep(20);
    }
  }

  /** What Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for its end and answers its exit code. */
  int end() throws InterruptedException {
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

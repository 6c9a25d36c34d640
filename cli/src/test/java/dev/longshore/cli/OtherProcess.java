package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
    var line = new ArrayList<String>();
    if (System.getProperty("os.name").equals("Linux")) {
      // A shell starts what runs in its background with SIGINT ignored, and that is inherited.
      line.addAll(List.of("env", "--default-signal=INT"));
    }
    line.add(ProcessHandle.current().info().command().orElseThrow());
    line.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.longshore.cli.Main",
            command,
            "--jobs",
            cli.jobs().toString(),
            "--data",
            cli.data().toString()));
    line.addAll(List.of(arguments));
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
    return new OtherProcess(builder.start());
  }

  /** Waits until it has printed a line. */
  void awaitLine(String line) throws IOException {
    var read = out.readLine();
    while (read != null && !read.equals(line)) {
      read = out.readLine();
    }
    assertThat(read).as("the process has ended without that line").isEqualTo(line);
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

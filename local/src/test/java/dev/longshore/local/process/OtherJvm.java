package dev.longshore.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that runs {@link OtherLife}; it does not outlive the test. */
final class OtherJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private OtherJvm(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = process.inputReader();
  }

  static OtherJvm start(Path data, String... arguments) throws IOException {
    return new OtherJvm(command(data, arguments));
  }

  /** Starts it from a shell that has been prepared by a script. */
  static OtherJvm startAfter(String script, Path data, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", script + "; exec \"$@\"", "sh"));
    command.addAll(command(data, arguments));
    return new OtherJvm(command);
  }

  private static List<String> command(Path data, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OtherLife.class.getName(),
                data.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Its next line. */
  String line() throws IOException {
    var line = output.readLine();
    if (line == null) {
      throw new AssertionError("the other JVM ended");
    }
    return line;
  }

  /** Lets it end in good order. */
  int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor();
  }

  long pid() {
    return process.pid();
  }

  /** By kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cli.Foreground;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that carries out a command of Longshore; it does not outlive the test. */
final class CommandProcess implements AutoCloseable {

  /** Enough for a machine under any load. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration LAST_BREATH = Duration.ofSeconds(2);
  private static final String UP = " jobs of ";

  private final Process process;
  private final Lines output;
  private final Lines errors;

  private CommandProcess(Process process) {
    this.process = process;
    this.output = Lines.read(process.inputReader(StandardCharsets.UTF_8));
    this.errors = Lines.read(process.errorReader(StandardCharsets.UTF_8));
  }

  /** What a stream has given so far. */
  private static final class Lines {

    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    static Lines read(BufferedReader reader) {
      var read = new Lines();
      Thread.ofVirtual().start(() -> read.all(reader));
      return read;
    }

    private void all(BufferedReader reader) {
      try (reader) {
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
          add(line);
        }
      } catch (IOException e) {
        add("(killed while it wrote)");
      } finally {
        end();
      }
    }

    private synchronized void add(String line) {
      lines.add(line);
      notifyAll();
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }

    /** A line that holds {@code part}, once there is one; empty if none comes any more. */
    synchronized Optional<String> await(String part) throws InterruptedException {
      var bound = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        var found = lines.stream().filter(line -> line.contains(part)).findFirst();
        var left = bound - System.nanoTime();
        if (found.isPresent() || ended || left <= 0) {
          return found;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }

    synchronized List<String> toEnd() throws InterruptedException {
      while (!ended) {
        wait();
      }
      return soFar();
    }

    synchronized List<String> soFar() {
      return List.copyOf(lines);
    }
  }

  /** Starts it in {@code folder}. */
  static CommandProcess start(Path folder, List<String> command) {
    try {
      return new CommandProcess(
          new ProcessBuilder(Foreground.of(command)).directory(folder.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it says, in time, that it is up. */
  boolean comesUp() throws InterruptedException {
    return errors.await(UP).isPresent();
  }

  /** What follows {@code word} in a line of what it says about itself, once it has said that. */
  Optional<String> said(String word) throws InterruptedException {
    return errors.await(word).map(line -> line.substring(line.indexOf(word) + word.length()));
  }

  /** Waits until it is up, and nothing else comes of it. */
  void awaitUp() throws InterruptedException {
    if (!comesUp()) {
      throw new AssertionError("it does not come up: " + state());
    }
  }

  /** All that can be said of it, for whoever has to find out why it does not do what it should. */
  private String state() throws InterruptedException {
    var said = "it has said " + errors.soFar();
    if (hasEndedWithin(LAST_BREATH)) {
      return "%s and ended with %d".formatted(said, process.exitValue());
    }
    try {
      var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      var dump = new ProcessBuilder(jcmd, Long.toString(process.pid()), "Thread.print").start();
      return said + "\n" + new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return said + ", and no threads can be seen: " + e.getMessage();
    }
  }

  /** Requires that it has not ended by itself. */
  void requireAlive() throws InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("it must not end: " + state());
    }
  }

  boolean hasEndedWithin(Duration span) throws InterruptedException {
    return process.waitFor(span.toMillis(), TimeUnit.MILLISECONDS);
  }

  long pid() {
    return process.pid();
  }

  /** By kill -9. */
  void kill() {
    process.destroyForcibly();
  }

  /** By SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** By Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-s", "INT", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Its exit code, once it has ended. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end: " + state());
    }
    return process.exitValue();
  }

  /** All that it wrote to its standard output, once it has ended. */
  List<String> output() throws InterruptedException {
    return output.toEnd();
  }

  /** All that it wrote to its standard error, once it has ended. */
  List<String> errors() throws InterruptedException {
    return errors.toEnd();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

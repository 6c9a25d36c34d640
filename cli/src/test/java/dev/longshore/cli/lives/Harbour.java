package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cli.control.ControlClient;
import dev.longshore.cli.control.ControlLost;
import dev.longshore.cli.control.RunWish;
import dev.longshore.job.JobName;
import dev.longshore.local.data.DataFolder;
import dev.longshore.run.Overrides;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A folder with jobs, the data of one `up` after the other, and what the jobs' programs wrote.
 *
 * @param jvm that it is started in
 */
record Harbour(Path folder, LongshoreJvm jvm) {

  /** The exit code after SIGTERM. */
  static final int TERMINATED = 143;

  private static final int LOOK_MILLIS = 50;

  /** Makes it, with no jobs. */
  static Harbour in(Path folder, LongshoreJvm jvm) {
    var harbour = new Harbour(folder.toAbsolutePath(), jvm);
    try (var script = Harbour.class.getResourceAsStream("work.sh")) {
      Files.createDirectories(folder.resolve("jobs"));
      Files.copy(Objects.requireNonNull(script), folder.resolve("work.sh"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return harbour;
  }

  /**
   * Adds a job, or changes it.
   *
   * @param way that its program goes, such as {@code plain, "0.3"}
   * @param more lines of its file
   */
  Harbour job(String name, int attempts, String way, String... more) {
    var settings =
        """
        job: %1$s
        image: %1$s:1
        command: [/bin/sh, work.sh, %2$s]
        timeout: 12h
        startTimeout: 12h
        retry: { attempts: %3$d, interruptions: 0, backoff: 30s }
        %4$s
        """
            .formatted(name, way, attempts, String.join("\n", more));
    return file("jobs/%s.yaml".formatted(name), settings);
  }

  Harbour file(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  DataFolder data() {
    return new DataFolder(folder.resolve(".longshore"));
  }

  LedgerOf ledger() {
    return new LedgerOf(data());
  }

  /** Lets one `up` work until the end of each run is told. */
  void upUntilAllIsTold() throws InterruptedException {
    try (var up = up()) {
      up.awaitUp();
      await("all runs end", () -> ledger().untold() == 0);
      up.terminate();
      assertThat(up.exitCode()).isEqualTo(TERMINATED);
    }
  }

  /** Waits for what others do in their own time. */
  static void await(String what, BooleanSupplier holds) throws InterruptedException {
    var bound = System.nanoTime() + CommandProcess.PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: %s", what).isLessThan(bound);
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /** Starts an `up`, whose clock makes a minute of each second. */
  CommandProcess up(String... more) {
    var arguments = new ArrayList<>(List.of("up", "--speed", "60"));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--queue-port")) {
      arguments.addAll(List.of("--queue-port", "0"));
    }
    return start(arguments);
  }

  /** Starts a command. */
  CommandProcess start(List<String> arguments) {
    return CommandProcess.start(folder, jvm.command(arguments));
  }

  /** The id of a run that the `up` has opened and answered for; empty if it died before that. */
  Optional<String> open(String job) {
    var wish =
        new RunWish(new JobName(job), UUID.randomUUID().toString(), Map.of(), Overrides.NONE);
    var runs = new ArrayList<String>();
    try (var client = ControlClient.connect(data().control()).orElse(null)) {
      if (client != null) {
        client.ask(wish.write("open"), answer -> runs.add(answer.text("runId")));
      }
    } catch (ControlLost e) {
      // What it did answer counts.
    }
    return runs.stream().findFirst();
  }
}

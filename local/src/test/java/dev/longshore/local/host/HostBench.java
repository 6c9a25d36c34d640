package dev.longshore.local.host;

import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.local.call.Calls;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.process.DataLock;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.RunOpener.Opened;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A host with one job over a temporary data folder. It works on the thread of the test. */
final class HostBench implements AutoCloseable {

  static final Map<String, String> PERSON =
      Map.of(
          "PATH", "/usr/bin:/bin", "HOME", "/home/somebody", "EDITOR", "vi", "PASSWORD", "s3cret");

  /** How long a test waits before it says that it hangs; a busy machine takes its time. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration LOOK = Duration.ofMillis(20);

  final LocalHost host;
  final List<RunId> recovered;
  final List<String> notes = new ArrayList<>();
  private final DataFolder data;
  private final Job job;
  private boolean isLooking;

  private HostBench(Path folder, Job job, double speed, CapacityMarket market)
      throws InterruptedException {
    this.job = job;
    this.data = new DataFolder(folder.resolve("data"));
    var lock =
        switch (DataLock.take(data.path())) {
          case DataLock.Taken(var taken) -> taken;
          case DataLock.Held held -> throw new AssertionError("the folder is in use: " + held);
        };
    var options =
        new HostOptions(folder, speed, Lifecycle.INSTANT, market, PERSON, Calls.DIRECT, notes::add);
    this.host = new LocalHost(lock, data, Catalog.of(List.of(job)), options);
    this.recovered = host.takeUp(0);
  }

  static HostBench in(Path folder, Job job) throws InterruptedException {
    return new HostBench(folder, job, 1, CapacityMarket.CALM);
  }

  static HostBench in(Path folder, Job job, double speed) throws InterruptedException {
    return new HostBench(folder, job, speed, CapacityMarket.CALM);
  }

  static HostBench in(Path folder, Job job, CapacityMarket market) throws InterruptedException {
    return new HostBench(folder, job, 1, market);
  }

  RunId open() {
    var trigger = Trigger.person("request", host.loop().instant());
    return switch (host.cloud().opener().open(OpenRequest.of(job.name(), trigger, Map.of()))) {
      case Opened(var run) -> run;
      case Object other -> throw new AssertionError(other.toString());
    };
  }

  Run run(RunId id) {
    return host.cloud().ledger().run(id).value();
  }

  /** Works until everybody has heard of the end of a run. */
  Run settle(RunId id) {
    until(() -> run(id).told() && host.cloud().stepFunctions().running() == 0);
    return run(id);
  }

  /** Works until the log of an attempt has a line. */
  void awaitLog(RunId run, int n, String line) {
    until(() -> log(run, n).lines().anyMatch(line::equals));
  }

  void until(BooleanSupplier done) {
    var bound = System.nanoTime() + PATIENCE.toNanos();
    look();
    host.run(() -> done.getAsBoolean() || System.nanoTime() > bound);
    if (!done.getAsBoolean()) {
      throw new AssertionError("not within " + PATIENCE);
    }
  }

  /** Sees to it that the loop asks again and again whether it is done. */
  private void look() {
    if (!isLooking) {
      isLooking = true;
      var _ =
          host.loop()
              .at(
                  host.loop().instant().plus(host.loop().ofReal(LOOK)),
                  () -> {
                    isLooking = false;
                    look();
                  });
    }
  }

  String log(RunId run, int n) {
    var file = data.log(run, 0, n);
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A market that interrupts first attempts as soon as they have written a file. */
  static CapacityMarket interruptingOnce(Path folder, String file) {
    return (startedBy, _) -> {
      var key = AttemptKey.parse(startedBy).orElseThrow();
      if (key.n() > 1) {
        return Optional.empty();
      }
      var checkpoints = new DataFolder(folder.resolve("data")).checkpoints();
      awaitFile(checkpoints.resolve(key.run().value()).resolve(file));
      return Optional.of(Duration.ZERO);
    };
  }

  private static void awaitFile(Path file) {
    var bound = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file)) {
      if (System.nanoTime() > bound) {
        throw new AssertionError("not written within %s: %s".formatted(PATIENCE, file));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** The process of a task, whose command holds {@code text}; null if there is none. */
  static @Nullable ProcessHandle process(String text) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> process.info().commandLine().filter(line -> line.contains(text)).isPresent())
        .filter(ProcessHandle::isAlive)
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    host.close();
  }
}

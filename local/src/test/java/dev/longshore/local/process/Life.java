package dev.longshore.local.process;

import dev.longshore.local.process.DataLock.Held;
import dev.longshore.local.process.DataLock.Taken;
import dev.longshore.local.runtime.TaskSpec;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A data folder's lock, reaper and runtime, as a command has them for as long as it lives. */
final class Life implements AutoCloseable {

  static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "HOME", "/");

  final DataLock lock;
  final Reaper reaper;
  final ProcessRuntime runtime;
  final List<String> notices = Collections.synchronizedList(new ArrayList<>());

  private final Path data;
  private int tasks;

  private Life(Path data, int runningMax) throws InterruptedException {
    this.data = data;
    lock =
        switch (DataLock.take(data)) {
          case Taken taken -> taken.lock();
          case Held held -> throw new AssertionError("the folder is in use: " + held);
        };
    reaper = Reaper.start(lock, new SecureRandom(), notices::add);
    runtime = new ProcessRuntime(reaper, InstantSource.system(), runningMax);
  }

  static Life in(Path data) throws InterruptedException {
    return new Life(data, ProcessRuntime.RUNNING_MAX);
  }

  static Life in(Path data, int runningMax) throws InterruptedException {
    return new Life(data, runningMax);
  }

  ObservedTask start(String... command) {
    return start(spec(command));
  }

  /** Starts a task that a shell runs: the tests' programs are scripts. */
  ObservedTask script(String script) {
    return start("/bin/sh", "-c", script);
  }

  ObservedTask start(TaskSpec spec) {
    return new ObservedTask(runtime, spec);
  }

  TaskSpec spec(String... command) {
    return spec(ENVIRONMENT, data, command);
  }

  TaskSpec spec(Map<String, String> environment, Path directory, String... command) {
    var id = "task-" + tasks++;
    var log = data.resolve("logs").resolve(id + ".log");
    return new TaskSpec(id, List.of(command), environment, directory, log);
  }

  @Override
  public void close() {
    runtime.close();
    reaper.close();
    lock.close();
  }
}

package dev.longshore.local.host;

import dev.longshore.local.data.DataFolder;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.process.ProcessRuntime;
import dev.longshore.local.process.Reaper;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import dev.longshore.local.runtime.TaskSpec;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Makes what tasks run on, for the one life of a data folder that its lock stands for. */
@FunctionalInterface
public interface TaskRuntimes {

  /** Processes of this machine, which a reaper ends if this JVM dies. */
  TaskRuntimes PROCESSES =
      (lock, _, notes) -> {
        var reaper = Reaper.start(lock, new SecureRandom(), notes);
        return new Reaped(new ProcessRuntime(reaper, InstantSource.system()), reaper);
      };

  TaskRuntime start(DataLock lock, DataFolder data, Consumer<String> notes)
      throws InterruptedException;

  /** Processes, with the reaper that is theirs alone. */
  record Reaped(ProcessRuntime runtime, Reaper reaper) implements TaskRuntime {

    @Override
    public RunningTask start(TaskSpec spec, TaskListener listener) {
      return runtime.start(spec, listener);
    }

    @Override
    public void close() {
      runtime.close();
      reaper.close();
    }
  }
}

package dev.longshore.local.runtime;

/** Runs the container of a simulated task. */
public interface TaskRuntime extends AutoCloseable {

  /**
   * Starts a task. Never blocks for long and never throws for what is wrong with the task itself:
   * that is said through {@code listener}, on any thread, also before this method returns.
   */
  RunningTask start(TaskSpec spec, TaskListener listener);

  /** Kills what still runs. */
  @Override
  void close();
}

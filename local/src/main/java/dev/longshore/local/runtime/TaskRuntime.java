package dev.longshore.local.runtime;

/** Runs the container of a simulated task. */
public interface TaskRuntime extends AutoCloseable {

  /**
   * Starts a task, at once or when it is its turn. Never blocks for long and never throws for what
   * is wrong with the task itself: that is said through {@code listener}, on any thread, also
   * before this method returns. A task that is stopped before its turn never starts.
   */
  RunningTask start(TaskSpec spec, TaskListener listener);

  /** Whether it runs images, which may have a command of their own. */
  default boolean runsImages() {
    return false;
  }

  /** Kills what still runs, tells its listeners, and starts nothing more. */
  @Override
  void close();
}

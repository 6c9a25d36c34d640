package dev.longshore.local.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * A task that was started. Every method may be called at any time, also after the task has ended.
 */
public interface RunningTask {

  /** Asks every process of the task to end (SIGTERM). */
  void terminate();

  /** Ends every process of the task (SIGKILL). */
  void kill();

  /**
   * What it has used up to now, or up to 200 ms ago; empty where that cannot be seen. Missing is
   * not the same as none.
   */
  Optional<Usage> usage();

  /**
   * What a task has used since it started.
   *
   * @param cpu of all its processes, those that have ended included where the system tells
   * @param logBytes written to its log
   */
  record Usage(Duration cpu, long logBytes) {}
}

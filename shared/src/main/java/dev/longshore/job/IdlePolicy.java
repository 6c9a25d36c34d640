package dev.longshore.job;

import java.time.Duration;

/**
 * When a running task counts as idle and is stopped.
 *
 * @param after how long the signals must have been silent
 * @param cpuBelow percent of the task's own vCPUs below which its CPU counts as silent
 */
public record IdlePolicy(Duration after, double cpuBelow, Signal signal) {

  /** What is looked at. With {@code BOTH}, both must be silent. */
  public enum Signal {
    CPU,
    LOGS,
    BOTH
  }
}

package dev.longshore.run;

/** How an attempt ended. */
public enum Outcome {
  /** Every essential container exited with 0, undisturbed. */
  SUCCEEDED(RunState.SUCCEEDED),
  /** The job's own failure. */
  FAILED(RunState.FAILED),
  /** AWS took the capacity back. */
  INTERRUPTED(RunState.FAILED),
  /** No container ever ran. */
  LAUNCH_FAILED(RunState.FAILED),
  OUT_OF_MEMORY(RunState.FAILED),
  /** It ran longer than the job's time-out. */
  TIMED_OUT(RunState.TIMED_OUT),
  /** It did not reach RUNNING within the job's start time-out. */
  START_TIMED_OUT(RunState.FAILED),
  IDLE_STOPPED(RunState.IDLE_STOPPED),
  BUDGET_STOPPED(RunState.BUDGET_STOPPED),
  CANCELLED(RunState.CANCELLED),
  /** ECS no longer knows the task, and its end was never seen. */
  LOST(RunState.FAILED);

  private final RunState finalState;

  Outcome(RunState finalState) {
    this.finalState = finalState;
  }

  /** The state of a run whose last attempt ended so. */
  public RunState finalState() {
    return finalState;
  }
}

package dev.longshore.run;

/** Where a run stands, as people see it. */
public enum RunState {
  /** It waits for a place under its job's limit. */
  WAITING,
  RUNNING,
  CANCELLING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  IDLE_STOPPED,
  BUDGET_STOPPED,
  CANCELLED,
  /** It never started, because another run of its job was open, or its time had passed. */
  SKIPPED,
  /** It never started, because it could not: its parameters were refused or its job is gone. */
  REJECTED;

  public boolean isFinal() {
    return switch (this) {
      case WAITING, RUNNING, CANCELLING -> false;
      case SUCCEEDED,
          FAILED,
          TIMED_OUT,
          IDLE_STOPPED,
          BUDGET_STOPPED,
          CANCELLED,
          SKIPPED,
          REJECTED ->
          true;
    };
  }

  /** Whether a run that ended so counts as having failed its trigger. */
  public boolean isFailure() {
    return isFinal() && this != SUCCEEDED && this != SKIPPED;
  }
}

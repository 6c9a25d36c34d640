package dev.longshore.decision;

import dev.longshore.job.RetryPolicy;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import java.util.List;

/**
 * What retries are counted by, so that one kind of trouble never uses up the retries of another.
 */
enum RetryClass {
  LAUNCH("launches"),
  INTERRUPTION("interruptions"),
  OUT_OF_MEMORY("outOfMemory"),
  OWN_FAILURE("attempts"),
  NEVER("never");

  private final String key;

  RetryClass(String key) {
    this.key = key;
  }

  static RetryClass of(Outcome outcome) {
    return switch (outcome) {
      case LAUNCH_FAILED, START_TIMED_OUT -> LAUNCH;
      case INTERRUPTED, LOST -> INTERRUPTION;
      case OUT_OF_MEMORY -> OUT_OF_MEMORY;
      case FAILED -> OWN_FAILURE;
      case SUCCEEDED, TIMED_OUT, IDLE_STOPPED, BUDGET_STOPPED, CANCELLED -> NEVER;
    };
  }

  /** The job file's key for its limit. */
  String key() {
    return key;
  }

  /**
   * How many retries the policy allows; {@code attempts} counts the first time, the others count
   * retries alone.
   */
  int limit(RetryPolicy policy) {
    return switch (this) {
      case LAUNCH -> policy.launches();
      case INTERRUPTION -> policy.interruptions();
      case OUT_OF_MEMORY -> policy.outOfMemory();
      case OWN_FAILURE -> policy.attempts() - 1;
      case NEVER -> 0;
    };
  }

  /** How many of the attempts fall into this class and count. */
  int count(List<PastAttempt> past) {
    return (int)
        past.stream().filter(attempt -> attempt.counted() && of(attempt.outcome()) == this).count();
  }
}

package dev.longshore.orchestration;

import dev.longshore.job.Job;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When sweep next has a reason to look at a run, for clouds that can look at the very moment. */
public final class Limits {

  /** How often in the time of its idle policy a task is looked at. */
  private static final int IDLE_CHECKS = 4;

  private Limits() {}

  /**
   * The next moment at which a limit of the run's open attempt can have been reached; empty without
   * one.
   */
  public static Optional<Instant> nextDue(Run run, Job job, Instant now) {
    if (!(run.member().phase() instanceof Open(var attempt))) {
      return Optional.empty();
    }
    if (attempt.startedAt() == null) {
      return Optional.of(attempt.writtenAt().plus(job.startTimeout()));
    }
    var timeout = attempt.startedAt().plus(job.timeout());
    if (job.idle() == null) {
      return Optional.of(timeout);
    }
    var firstIdle = attempt.startedAt().plus(job.idle().after());
    var idle = firstIdle.isAfter(now) ? firstIdle : now.plus(idleInterval(job.idle().after()));
    return Optional.of(idle.isBefore(timeout) ? idle : timeout);
  }

  /** How far apart samples are to be for an idle policy of {@code after}. */
  public static Duration idleInterval(Duration after) {
    return after.dividedBy(IDLE_CHECKS);
  }
}

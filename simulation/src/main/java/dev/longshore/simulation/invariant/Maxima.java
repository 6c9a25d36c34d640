package dev.longshore.simulation.invariant;

import dev.longshore.job.Job;
import java.time.Duration;

/** The longest that a run of a job may take by its own policy. */
final class Maxima {

  /** After how long an attempt of which no task came is given up. */
  private static final Duration LAUNCHING = Duration.ofMinutes(56);

  /** What ECS takes before and after, and how long a task must be missing to be given up. */
  private static final Duration AROUND = Duration.ofMinutes(40);

  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);

  private Maxima() {}

  static Duration of(Job job) {
    var retry = job.retry();
    var attempts =
        retry.attempts() + retry.interruptions() + retry.launches() + retry.outOfMemory();
    var each =
        LAUNCHING
            .plus(AROUND)
            .plus(job.startTimeout())
            .plus(job.timeout())
            .plus(STOP_TIMEOUT)
            .plus(retry.max());
    return each.multipliedBy(attempts);
  }
}

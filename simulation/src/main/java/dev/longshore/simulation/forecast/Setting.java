package dev.longshore.simulation.forecast;

import dev.longshore.cost.Billing;
import dev.longshore.cost.OrchestrationPrices;
import dev.longshore.job.JobName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What all variants of a forecast share.
 *
 * @param from when it begins
 * @param days how long triggers come
 * @param interruptions of Spot tasks, by task-hour
 * @param droughts times a day at which Spot runs dry for a while
 * @param plans of every job
 */
public record Setting(
    Instant from,
    int days,
    double interruptions,
    double droughts,
    long seed,
    Billing billing,
    OrchestrationPrices orchestration,
    Map<JobName, JobPlan> plans) {

  /** The most days that a forecast looks ahead. */
  public static final int DAYS_MAX = 366;

  /** The most interruptions by task-hour: one a second. */
  public static final double INTERRUPTIONS_MAX = 3600;

  /** The most droughts a day, which then have no end. */
  public static final double DROUGHTS_MAX = 48;

  /** How many runs are played at most; that takes minutes. */
  public static final long RUNS_MAX = 1_000_000;

  /** How long Spot has none to give in a drought, on average. */
  public static final Duration DROUGHT = Duration.ofMinutes(30);

  public Setting {
    plans = Map.copyOf(plans);
  }

  Instant end() {
    return from.plus(Duration.ofDays(days));
  }

  JobPlan plan(JobName job) {
    return Objects.requireNonNull(plans.get(job));
  }
}

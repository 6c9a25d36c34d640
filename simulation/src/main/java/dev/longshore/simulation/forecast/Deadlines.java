package dev.longshore.simulation.forecast;

import java.time.Duration;

/**
 * How the runs of a job ended against their deadline.
 *
 * @param isNextFiring whether the deadline is the schedule's next firing, for want of another
 * @param runs how many were compared
 * @param missed how many ended after it
 * @param median the share of the time up to the deadline that half of the runs took at most
 * @param p95 the same for 95% of them
 * @param max the same for all
 * @param leastSlack how long before its deadline the last one ended; negative for after it
 */
public record Deadlines(
    boolean isNextFiring,
    long runs,
    long missed,
    double median,
    double p95,
    double max,
    Duration leastSlack) {}

package dev.longshore.simulation.forecast;

import dev.longshore.forecast.WorkTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a job's future is taken to be like.
 *
 * @param failureRate the share of attempts that work and then fail, 0 to 1
 * @param deadline by when a run should have ended, from its trigger on; null for the next firing of
 *     its schedule, where it has one
 */
public record JobPlan(
    WorkTime work, double failureRate, Arrivals arrivals, @Nullable Duration deadline) {}

package dev.longshore.forecast;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a job file says under {@code forecast}; null where it says nothing.
 *
 * @param failureRate the share of attempts that work and then fail, 0 to 1
 * @param deadline by when a run should have ended, from its trigger on
 */
public record Outlook(
    @Nullable WorkTime work,
    @Nullable ArrivalRate arrivals,
    @Nullable Double failureRate,
    @Nullable Duration deadline) {

  public static final Outlook NONE = new Outlook(null, null, null, null);
}

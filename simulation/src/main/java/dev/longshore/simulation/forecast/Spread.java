package dev.longshore.simulation.forecast;

import java.time.Duration;

/** How long something takes: half of the times are up to the median, 95% up to the p95. */
public record Spread(Duration median, Duration p95, Duration max) {

  private static final double P95 = 0.95;

  /** The spread of milliseconds, of which there must be one. */
  static Spread of(Samples millis) {
    return new Spread(
        Duration.ofMillis(millis.percentile(0.5)),
        Duration.ofMillis(millis.percentile(P95)),
        Duration.ofMillis(millis.max()));
  }
}

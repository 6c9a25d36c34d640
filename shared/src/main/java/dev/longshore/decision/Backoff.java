package dev.longshore.decision;

import dev.longshore.job.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential growth from {@code first} by {@code rate} up to {@code max}, with full jitter.
 *
 * @see <a
 *     href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">Timeouts,
 *     retries and backoff with jitter</a>
 */
public record Backoff(Duration first, double rate, Duration max, RandomGenerator random) {

  /** The back-off that a job asks for. */
  static Backoff of(RetryPolicy policy, RandomGenerator random) {
    return new Backoff(policy.backoff(), policy.rate(), policy.max(), random);
  }

  /** The wait before retry {@code n} (0 is the first): uniform between zero and the grown bound. */
  public Duration delay(int n) {
    var bound = Math.min((double) max.toMillis(), first.toMillis() * Math.pow(rate, n));
    return Duration.ofMillis(random.nextLong((long) bound + 1));
  }
}

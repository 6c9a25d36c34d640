package dev.longshore.states;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When and how often a failed state is tried again.
 *
 * @param interval before the first retry
 * @param maxAttempts how many retries, the first try not counted
 * @param backoffRate by which each wait is longer than the last, at least 1
 * @param maxDelay above which no wait grows
 * @param hasJitter whether each wait is drawn evenly between zero and what it would be
 */
public record Retrier(
    ErrorEquals errorEquals,
    Duration interval,
    long maxAttempts,
    double backoffRate,
    Duration maxDelay,
    boolean hasJitter) {

  /** In seconds. */
  static final long INTERVAL_DEFAULT = 1;

  static final long MAX_ATTEMPTS_DEFAULT = 3;
  static final double BACKOFF_RATE_DEFAULT = 2.0;

  /** In seconds; longer than any execution lives. */
  static final long MAX_DELAY_DEFAULT = 99_999_999;

  /** The wait before retry {@code n}, of which 0 is the first. */
  public Duration delay(long n, RandomGenerator random) {
    var grown = (double) interval.toMillis() * Math.pow(backoffRate, (double) n);
    var bound = (long) Math.min(grown, (double) maxDelay.toMillis());
    return Duration.ofMillis(hasJitter ? random.nextLong(bound + 1) : bound);
  }
}

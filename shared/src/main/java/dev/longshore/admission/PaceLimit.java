package dev.longshore.admission;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rate that ECS allows, as a token bucket: so many calls at once, then so many a second. Instead
 * of being throttled, a call takes the next place in a row of evenly spaced ones and may go ahead
 * of its place by as much as the bucket holds, which lets through exactly what the bucket would.
 *
 * @param burst calls at once
 * @param perSecond calls a second after that
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">Request
 *     throttling for the Amazon ECS API</a>
 */
public record PaceLimit(String bucket, int burst, int perSecond) {

  private static final long NANOS_A_SECOND = 1_000_000_000L;

  /** A place that was taken. */
  public record Reservation(Pace after, Instant goAt) {}

  /**
   * Takes the next place.
   *
   * @param current how far places are given away; null if none ever was
   */
  public Reservation reserve(@Nullable Pace current, Instant now) {
    var place = current == null || current.next().isBefore(now) ? now : current.next();
    var goAt = place.minus(spacing().multipliedBy(burst - 1L));
    return new Reservation(
        new Pace(bucket, place.plus(spacing())), goAt.isBefore(now) ? now : goAt);
  }

  private Duration spacing() {
    return Duration.ofNanos(NANOS_A_SECOND / perSecond);
  }
}

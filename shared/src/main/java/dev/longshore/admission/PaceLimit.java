package dev.longshore.admission;

import java.time.Instant;

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

  /** The place that is due at an instant: nanoseconds since 1970. */
  public static long place(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS_A_SECOND), at.getNano());
  }

  /** How far two places are apart, in nanoseconds. */
  public long spacing() {
    return NANOS_A_SECOND / perSecond;
  }

  /** When whoever took a place may go ahead. */
  public Instant goAt(long place, Instant now) {
    var ahead = place - spacing() * (burst - 1L);
    var goAt = Instant.ofEpochSecond(0, ahead);
    return goAt.isBefore(now) ? now : goAt;
  }
}

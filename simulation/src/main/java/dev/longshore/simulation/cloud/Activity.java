package dev.longshore.simulation.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of a function, or one thing that a person does with the same code.
 *
 * <p>Mutable, and for the one strand that it runs on.
 */
public final class Activity {

  private static final int SLOW_ONE_IN = 40;
  private static final long SHORT_MILLIS = 120;
  private static final long LONG_MILLIS = 20_000;

  private final String name;
  private final Instant startedAt;
  private final Duration skew;
  private final @Nullable RandomGenerator latency;
  private boolean isInCall;
  private boolean hasListedTasks;
  private @Nullable Instant lookedAt;

  /**
   * An activity that begins.
   *
   * @param skew how far its clock is off
   * @param latency what its calls take; null if nothing comes between them
   */
  Activity(String name, Instant startedAt, Duration skew, @Nullable RandomGenerator latency) {
    this.name = name;
    this.startedAt = startedAt;
    this.skew = skew;
    this.latency = latency;
  }

  String name() {
    return name;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** How far its clock is off; the services that it calls have the right time. */
  Duration skew() {
    return isInCall ? Duration.ZERO : skew;
  }

  /** What the next call takes; null for nothing. */
  @Nullable Duration nextLatency() {
    if (latency == null) {
      return null;
    }
    var isSlow = latency.nextInt(SLOW_ONE_IN) == 0;
    return Duration.ofMillis(latency.nextLong(1, isSlow ? LONG_MILLIS : SHORT_MILLIS));
  }

  boolean isInCall() {
    return isInCall;
  }

  void enterCall() {
    isInCall = true;
  }

  void leaveCall() {
    isInCall = false;
  }

  void looks(Instant at) {
    lookedAt = at;
  }

  /** When it last asked an index; null if it never did. */
  @Nullable Instant lookedAt() {
    return lookedAt;
  }

  void listedTasks() {
    hasListedTasks = true;
  }

  /** Whether it looked at all tasks, as a sweep that begins at the beginning does. */
  boolean hasListedTasks() {
    return hasListedTasks;
  }
}

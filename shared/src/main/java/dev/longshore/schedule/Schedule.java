package dev.longshore.schedule;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A schedule of a job.
 *
 * @param window how far a firing may be spread out after its time; null for not at all
 */
public record Schedule(Timing timing, ZoneId zone, @Nullable Duration window, Missed missed) {

  /** The rule that yields the times. */
  public sealed interface Timing {}

  /** EventBridge's six fields: minutes, hours, day of month, month, day of week, year. */
  public record Cron(String expression) implements Timing {}

  /** Each multiple of {@code every} since 1970-01-01T00:00Z, so that a restart changes no time. */
  public record Rate(Duration every) implements Timing {}

  /** Once. */
  public record At(LocalDateTime time) implements Timing {}

  /** What becomes of firings that came due while nothing was there to fire them. */
  public enum Missed {
    /** Only the last of them is made up for. */
    LAST,
    /** Each is made up for. */
    ALL,
    /** None is. */
    NONE
  }
}

package dev.longshore.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A schedule of a job.
 *
 * <p>It fires as EventBridge Scheduler does: at wall-clock times of its zone. A time that the
 * zone's clocks skip in spring is skipped; one that they show twice in autumn fires once, the first
 * time.
 *
 * @param window how far a firing may be spread out after its time; null for not at all. It changes
 *     no scheduled time.
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types in EventBridge Scheduler</a>
 */
public record Schedule(Timing timing, ZoneId zone, @Nullable Duration window, Missed missed) {

  // EventBridge's years are 1970 to 2199; a day and a half more covers every zone.
  private static final Instant EARLIEST = Instant.parse("1969-12-30T12:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-02T12:00:00Z");

  /** The rule that yields the times. */
  public sealed interface Timing {

    /** Its first time after {@code after} by the clock of {@code zone}. */
    Optional<ZonedDateTime> next(Instant after, ZoneId zone);
  }

  /** EventBridge's cron. */
  public record Cron(CronExpression expression) implements Timing {

    @Override
    public Optional<ZonedDateTime> next(Instant after, ZoneId zone) {
      var candidate = expression.next(LocalDateTime.ofInstant(after, zone));
      while (candidate.isPresent()) {
        var wallClock = candidate.get();
        var change = zone.getRules().getTransition(wallClock);
        if (change != null && change.isGap()) {
          candidate = expression.next(change.getDateTimeAfter());
          continue;
        }
        var firing = wallClock.atZone(zone); // the first of two instants, where there are two
        if (firing.toInstant().isAfter(after)) {
          return Optional.of(firing);
        }
        candidate = expression.next(wallClock.plusMinutes(1));
      }
      return Optional.empty();
    }
  }

  /** Each multiple of {@code every} since 1970-01-01T00:00Z, so that a restart changes no time. */
  public record Rate(Duration every) implements Timing {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /**
     * A rate.
     *
     * @throws IllegalArgumentException if it is below a minute or no whole number of minutes
     */
    public Rate {
      if (every.compareTo(SHORTEST) < 0 || !every.equals(Duration.ofMinutes(every.toMinutes()))) {
        throw new IllegalArgumentException(
            "a rate is one or more whole minutes, but is " + Durations.format(every));
      }
    }

    @Override
    public Optional<ZonedDateTime> next(Instant after, ZoneId zone) {
      var times = Math.floorDiv(after.getEpochSecond(), every.toSeconds()) + 1;
      return Optional.of(Instant.ofEpochSecond(times * every.toSeconds()).atZone(zone));
    }
  }

  /** Once. */
  public record At(LocalDateTime time) implements Timing {

    @Override
    public Optional<ZonedDateTime> next(Instant after, ZoneId zone) {
      return zone.getRules().getValidOffsets(time).isEmpty()
          ? Optional.empty()
          : Optional.of(time.atZone(zone)).filter(firing -> firing.toInstant().isAfter(after));
    }
  }

  /** What becomes of firings that came due while nothing was there to fire them. */
  public enum Missed {
    /** Only the last of them is made up for. */
    LAST,
    /** Each is made up for. */
    ALL,
    /** None is. */
    NONE
  }

  /**
   * The IANA time zone called {@code name}. Offsets such as {@code +09:00} are none: EventBridge
   * Scheduler takes names only.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ZoneId zone(String name) {
    try {
      var zone = ZoneId.of(name);
      if (ZoneId.getAvailableZoneIds().contains(name)) {
        return zone;
      }
    } catch (DateTimeException _) {
      // No zone has a name of this shape; it is refused below like any other unknown one.
    }
    throw new IllegalArgumentException("'%s' is no IANA time zone".formatted(name));
  }

  /**
   * The first firing strictly after {@code after}; empty if there is none. Schedules fire in the
   * years 1970 to 2199 only.
   */
  public Optional<ZonedDateTime> next(Instant after) {
    if (!after.isBefore(LATEST)) {
      return Optional.empty();
    }
    return timing
        .next(after.isBefore(EARLIEST) ? EARLIEST : after, zone)
        .filter(firing -> firing.toInstant().isBefore(LATEST));
  }

  /**
   * The firings after {@code after} up to and including {@code until}, in order, each found only
   * when it is asked for.
   */
  public Stream<ZonedDateTime> firings(Instant after, Instant until) {
    return Stream.iterate(
            next(after),
            firing -> firing.isPresent() && !firing.get().toInstant().isAfter(until),
            firing -> next(firing.orElseThrow().toInstant()))
        .map(Optional::orElseThrow);
  }
}

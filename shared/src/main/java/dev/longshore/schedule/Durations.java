package dev.longshore.schedule;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as job files and the command line write them: {@code 90s}, {@code 1h30m}, {@code 2d}.
 */
public final class Durations {

  // Nine digits of days are within what a Duration holds, and no one means more.
  private static final Pattern SHAPE =
      Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

  private Durations() {}

  /** Whether {@link #parse} reads {@code text}. */
  public static boolean isDuration(String text) {
    return !text.isEmpty() && SHAPE.matcher(text).matches();
  }

  /**
   * Reads days, hours, minutes and seconds in this order, each with its letter, none needed. A day
   * is 24 hours.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static Duration parse(String text) {
    var parts = SHAPE.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no duration such as 90s, 15m, 1h30m or 2d".formatted(text));
    }
    return Duration.ofDays(number(parts.group(1)))
        .plusHours(number(parts.group(2)))
        .plusMinutes(number(parts.group(3)))
        .plusSeconds(number(parts.group(4)));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The shortest text that {@link #parse} reads as {@code duration}; parts of a second are cut. */
  public static String format(Duration duration) {
    var text = new StringBuilder();
    append(text, duration.toDaysPart(), 'd');
    append(text, duration.toHoursPart(), 'h');
    append(text, duration.toMinutesPart(), 'm');
    append(text, duration.toSecondsPart(), 's');
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long number, char unit) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }
}

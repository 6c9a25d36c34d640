package dev.longshore.states.json;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as Step Functions writes them. */
public final class JsonTime {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private JsonTime() {}

  /** The time in UTC with three digits of a second: {@code 2026-01-31T09:00:00.000Z}. */
  public static String text(Instant time) {
    return MILLISECONDS.format(time);
  }
}

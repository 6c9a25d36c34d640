package dev.longshore.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/**
 * Instants as text and back, as {@link Instant} does it, at a fraction of its cost: a run is
 * written some ten times on its way, with a dozen instants each time.
 */
public final class InstantText {

  private static final int SECONDS_A_DAY = 86_400;
  private static final int SECONDS_AN_HOUR = 3_600;
  private static final int SECONDS_A_MINUTE = 60;
  private static final int NANO_DIGITS = 9;
  private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";

  /** Between these, years have four digits; what lies beyond is left to Java. */
  private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  /** The text of a date; the next instant is mostly of the same one. */
  private record WrittenDate(long epochDay, String text) {}

  private static volatile WrittenDate lastDate = new WrittenDate(0, "1970-01-01");

  private InstantText() {}

  /** The text that {@link Instant#toString} gives. */
  public static String write(Instant at) {
    var text = new StringBuilder(SHAPE.length() + NANO_DIGITS + 2);
    write(at, text);
    return text.toString();
  }

  /** Appends the text that {@link Instant#toString} gives. */
  @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds are written from the same instant
  static void write(Instant at, StringBuilder text) {
    if (isUsual(at)) {
      write(at, fractionDigits(at.getNano()), text);
    } else {
      text.append(at);
    }
  }

  /** A text of one length for all instants of four-digit years, so that texts sort as they do. */
  public static String sortable(Instant at) {
    if (!isUsual(at)) {
      return at.toString();
    }
    var text = new StringBuilder(SHAPE.length() + NANO_DIGITS + 2);
    write(at, NANO_DIGITS, text);
    return text.toString();
  }

  private static boolean isUsual(Instant at) {
    return !at.isBefore(YEAR_0) && at.isBefore(YEAR_10000);
  }

  private static int fractionDigits(int nano) {
    if (nano == 0) {
      return 0;
    }
    return nano % 1_000_000 == 0 ? 3 : nano % 1_000 == 0 ? 6 : NANO_DIGITS;
  }

  @SuppressWarnings("JavaInstantGetSecondsGetNano") // of one instant, both are taken
  private static void write(Instant at, int fractionDigits, StringBuilder text) {
    var epochSecond = at.getEpochSecond();
    var second = (int) Math.floorMod(epochSecond, (long) SECONDS_A_DAY);
    text.append(date(Math.floorDiv(epochSecond, (long) SECONDS_A_DAY))).append('T');
    twoDigits(text, second / SECONDS_AN_HOUR).append(':');
    twoDigits(text, second % SECONDS_AN_HOUR / SECONDS_A_MINUTE).append(':');
    twoDigits(text, second % SECONDS_A_MINUTE);
    if (fractionDigits > 0) {
      text.append('.');
      var rest = at.getNano();
      for (int unit = 100_000_000, i = 0; i < fractionDigits; i++, unit /= 10) {
        text.append((char) ('0' + rest / unit));
        rest %= unit;
      }
    }
    text.append('Z');
  }

  private static String date(long epochDay) {
    var known = lastDate;
    if (known.epochDay != epochDay) {
      known = new WrittenDate(epochDay, LocalDate.ofEpochDay(epochDay).toString());
      lastDate = known;
    }
    return known.text;
  }

  private static StringBuilder twoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /**
   * The instant that {@link Instant#parse} reads.
   *
   * @throws java.time.format.DateTimeParseException if it reads none
   */
  public static Instant parse(String text) {
    if (!hasShape(text)) {
      return Instant.parse(text);
    }
    var year = number(text, 0, 4);
    var month = number(text, 5, 7);
    var day = number(text, 8, 10);
    var hour = number(text, 11, 13);
    var minute = number(text, 14, 16);
    var second = number(text, 17, 19);
    if (month < 1
        || month > 12
        || day < 1
        || day > Month.of(month).length(Year.isLeap(year))
        || hour > 23
        || minute > 59
        || second > 59) {
      return Instant.parse(text);
    }
    var ofDay = hour * SECONDS_AN_HOUR + minute * SECONDS_A_MINUTE + second;
    var days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(days * SECONDS_A_DAY + ofDay, nano(text));
  }

  /** Whether a text has the usual shape, with a fraction or without; all else is left to Java. */
  private static boolean hasShape(String text) {
    var end = text.length() - 1;
    var fractionDigits = end - SHAPE.length() - 1;
    if (end < SHAPE.length()
        || text.charAt(end) != 'Z'
        || fractionDigits == 0
        || fractionDigits > NANO_DIGITS) {
      return false;
    }
    for (var i = 0; i < end; i++) {
      var wanted = i < SHAPE.length() ? SHAPE.charAt(i) : i == SHAPE.length() ? '.' : 'd';
      var c = text.charAt(i);
      if (wanted == 'd' ? c < '0' || c > '9' : c != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int nano(String text) {
    var from = SHAPE.length() + 1;
    var to = text.length() - 1;
    if (to < from) {
      return 0;
    }
    var nano = number(text, from, to);
    for (var i = to - from; i < NANO_DIGITS; i++) {
      nano *= 10;
    }
    return nano;
  }

  private static int number(String text, int from, int to) {
    var number = 0;
    for (var i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}

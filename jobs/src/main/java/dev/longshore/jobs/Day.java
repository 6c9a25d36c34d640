package dev.longshore.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The weather of one day in one city. Amounts are whole tenths, as they were measured, so that sums
 * are exact.
 *
 * @param date such as {@code 2012-01-31}
 * @param rain in tenths of a millimetre
 * @param high the highest temperature in tenths of a degree Celsius
 * @param low the lowest
 */
record Day(String city, String date, int rain, int high, int low) {

  private static final int CITY = 0;
  private static final int DATE = 1;
  private static final int RAIN = 2;
  private static final int HIGH = 3;
  private static final int LOW = 4;
  private static final int MONTH_LENGTH = "2012-01".length();

  /** The days of a file, in its order: each city's from the first to the last. */
  static List<Day> read(Path file) throws IOException {
    var days = new ArrayList<Day>();
    var isHead = true;
    for (var line : Files.readAllLines(file)) {
      if (!isHead) {
        days.add(parse(line));
      }
      isHead = false;
    }
    return days;
  }

  static Day parse(String line) {
    var cells = line.split(",", -1);
    return new Day(
        cells[CITY], cells[DATE], tenths(cells[RAIN]), tenths(cells[HIGH]), tenths(cells[LOW]));
  }

  /** The month of it, such as {@code 2012-01}. */
  String month() {
    return date.substring(0, MONTH_LENGTH);
  }

  /** Reads a number with one digit after its point. */
  static int tenths(String number) {
    var point = number.indexOf('.');
    if (point < 1 || point != number.length() - 2) {
      throw new IllegalArgumentException("not a number of tenths: " + number);
    }
    return Integer.parseInt(number.substring(0, point) + number.charAt(point + 1));
  }

  /** Writes tenths as a number with one digit after its point. */
  static String number(int tenths) {
    var digits = Math.abs(tenths);
    return (tenths < 0 ? "-" : "") + digits / 10 + "." + digits % 10;
  }
}

package dev.longshore.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Sums up one month of weather in each city. The observations have ended, so each firing takes
 * another of their 48 months; which one follows from its scheduled time alone. A firing that comes
 * twice therefore writes the same file with the same content.
 */
final class ClimateTable {

  private static final long SECONDS_A_FIRING = 600;
  private static final int FIRST_YEAR = 2012;
  private static final int MONTHS_A_YEAR = 12;
  private static final int MONTHS = 4 * MONTHS_A_YEAR;

  private ClimateTable() {}

  /** Arguments: the weather, the folder of the output, the scheduled time. */
  public static void main(String[] arguments) throws IOException {
    var scheduled = Instant.parse(arguments[2]);
    var month = month(scheduled);
    var file = Path.of(arguments[1], arguments[2].replace(":", "") + ".tsv");
    OutputFile.write(file, summary(month, Day.read(Path.of(arguments[0]))));
    System.out.println("wrote " + file + ": the weather of " + month);
  }

  /** The month that a scheduled time stands for, such as {@code 2012-01}. */
  static String month(Instant scheduled) {
    var index = (int) Math.floorMod(scheduled.getEpochSecond() / SECONDS_A_FIRING, (long) MONTHS);
    var month = index % MONTHS_A_YEAR + 1;
    return FIRST_YEAR + index / MONTHS_A_YEAR + (month < 10 ? "-0" : "-") + month;
  }

  /** A table with a line for each city. */
  static String summary(String month, List<Day> days) {
    var table = new StringBuilder("city\tmonth\tdays\train\twarmest\tcoldest\twettest day\n");
    days.stream()
        .map(Day::city)
        .distinct()
        .sorted()
        .forEach(city -> table.append(line(city, month, days)).append('\n'));
    return table.toString();
  }

  private static String line(String city, String month, List<Day> days) {
    var count = 0;
    var rain = 0;
    var warmest = Integer.MIN_VALUE;
    var coldest = Integer.MAX_VALUE;
    var wettest = new Day(city, "-", -1, 0, 0);
    for (var day : days) {
      if (day.city().equals(city) && day.month().equals(month)) {
        count++;
        rain += day.rain();
        warmest = Math.max(warmest, day.high());
        coldest = Math.min(coldest, day.low());
        wettest = day.rain() > wettest.rain() ? day : wettest;
      }
    }
    return String.join(
        "\t",
        city,
        month,
        Integer.toString(count),
        Day.number(rain),
        Day.number(warmest),
        Day.number(coldest),
        wettest.date());
  }
}

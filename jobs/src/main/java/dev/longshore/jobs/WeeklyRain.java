package dev.longshore.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Adds up the rain of all cities in one week. */
final class WeeklyRain {

  private static final int DAYS = 7;

  private WeeklyRain() {}

  /** Arguments: the weather, the folder of the output, the week's first day. */
  public static void main(String[] arguments) throws IOException {
    var week = arguments[2];
    var rain = Day.number(rain(week, Day.read(Path.of(arguments[0]))));
    OutputFile.write(Path.of(arguments[1], week + ".txt"), rain + "\n");
    System.out.println("the week from " + week + ": " + rain + " mm");
  }

  /** The rain of the seven days from {@code first}, in tenths of a millimetre. */
  static int rain(String first, List<Day> days) {
    var rain = 0;
    var city = "";
    var left = 0;
    for (var day : days) {
      if (day.date().equals(first)) {
        city = day.city();
        left = DAYS;
      }
      if (left > 0 && day.city().equals(city)) {
        rain += day.rain();
        left--;
      }
    }
    return rain;
  }
}

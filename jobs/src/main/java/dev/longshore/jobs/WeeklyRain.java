package dev.longshore.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Adds up the rain of all cities in one week. */
final class WeeklyRain {

  private WeeklyRain() {}

  /** Arguments: the weather, the folder of the output, the week's first day. */
  public static void main(String[] arguments) throws IOException {
    var week = LocalDate.parse(arguments[2]);
    var rain = Day.number(rain(week, Day.read(Path.of(arguments[0]))));
    OutputFile.write(Path.of(arguments[1], week + ".txt"), rain + "\n");
    System.out.println("the week from " + week + ": " + rain + " mm");
  }

  /** The rain of the seven days from {@code first}, in tenths of a millimetre. */
  static int rain(LocalDate first, List<Day> days) {
    // Dates in this form are in the order of their texts.
    var from = first.toString();
    var to = first.plusWeeks(1).toString();
    var rain = 0;
    for (var day : days) {
      if (day.date().compareTo(from) >= 0 && day.date().compareTo(to) < 0) {
        rain += day.rain();
      }
    }
    return rain;
  }
}

package dev.longshore.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up how much each city had to be heated, month by month. After each month it saves what it
 * has, so that an attempt that follows an interruption goes on where the last one was stopped.
 */
final class DegreeDays {

  /** Above this nobody heats: 18 degrees. */
  private static final int COMFORT = 180;

  private DegreeDays() {}

  /**
   * Arguments: the weather, the file of the output, and for how many milliseconds each month is to
   * take, as it would if there were more data.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var months = byMonth(Day.read(Path.of(arguments[0])));
    var pause = Long.parseLong(arguments[2]);
    var saved = Path.of(System.getenv("LONGSHORE_CHECKPOINT"), "degree-days.tsv");
    var lines = new ArrayList<String>(Files.exists(saved) ? Files.readAllLines(saved) : List.of());
    if (!lines.isEmpty()) {
      System.out.println("resumed after " + lines.size() + " of " + months.size() + " months");
    }
    while (lines.size() < months.size()) {
      Thread.sleep(pause);
      lines.add(line(lines.size(), lines, months));
      OutputFile.write(saved, text(lines));
    }
    OutputFile.write(Path.of(arguments[1]), text(lines));
    System.out.println("wrote " + arguments[1]);
  }

  /** The days of each month of each city, in order. */
  static List<List<Day>> byMonth(List<Day> days) {
    Map<String, List<Day>> months = new LinkedHashMap<>();
    for (var day : days) {
      months.computeIfAbsent(day.city() + day.month(), name -> new ArrayList<>()).add(day);
    }
    return List.copyOf(months.values());
  }

  /**
   * The line of month {@code index}: city, month, degree days in it and in the city's months so
   * far.
   */
  static String line(int index, List<String> before, List<List<Day>> months) {
    var month = months.get(index);
    var degrees = month.stream().mapToInt(DegreeDays::halfTenths).sum();
    var first = month.get(0);
    var total = degrees + (index == 0 ? 0 : totalSoFar(first.city(), before.get(index - 1)));
    return first.city() + "\t" + first.month() + "\t" + degrees + "\t" + total;
  }

  private static int totalSoFar(String city, String last) {
    return last.startsWith(city + "\t")
        ? Integer.parseInt(last.substring(last.lastIndexOf('\t') + 1))
        : 0;
  }

  /** How far the middle of a day's temperatures lies below comfort, in twentieths of a degree. */
  private static int halfTenths(Day day) {
    return Math.max(0, 2 * COMFORT - day.high() - day.low());
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}

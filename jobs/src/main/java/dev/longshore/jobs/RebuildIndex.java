package dev.longshore.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes where in the weather each month of each city begins. Two at once would be a waste. */
final class RebuildIndex {

  private RebuildIndex() {}

  /**
   * Arguments: the weather, the file of the output, and for how many milliseconds it is to take, as
   * it would if there were more data.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var index = index(Day.read(Path.of(arguments[0])));
    Thread.sleep(Long.parseLong(arguments[2]));
    OutputFile.write(Path.of(arguments[1]), index);
    System.out.println("wrote " + arguments[1]);
  }

  /** A line for each month of each city: city, month, and its first row, counted from 1. */
  static String index(List<Day> days) {
    var index = new StringBuilder();
    var last = "";
    for (var row = 0; row < days.size(); row++) {
      var day = days.get(row);
      var month = day.city() + "\t" + day.month();
      if (!month.equals(last)) {
        index.append(month).append('\t').append(row + 1).append('\n');
        last = month;
      }
    }
    return index.toString();
  }
}

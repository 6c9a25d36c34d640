package dev.longshore.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of texts, as wide as it has to be. Where the terminal is narrower, the last column is
 * cut, and if that is not enough the widest others are.
 */
public final class Table {

  private static final String GAP = "  ";
  private static final int WIDTH_MIN = 6;

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... heads) {
    this.heads = List.of(heads);
  }

  public void add(String... cells) {
    rows.add(List.of(cells));
  }

  /** The lines, none longer than {@code columns}, without spaces at their ends. */
  public List<String> lines(int columns) {
    var widths = fit(widths(), columns);
    var lines = new ArrayList<String>();
    lines.add(line(heads, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int[] widths() {
    var widths = heads.stream().mapToInt(String::length).toArray();
    for (var row : rows) {
      for (var i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static int[] fit(int[] widths, int columns) {
    var room = columns - GAP.length() * (widths.length - 1);
    var last = widths.length - 1;
    var rest = total(widths) - widths[last];
    widths[last] = Math.max(Math.min(widths[last], WIDTH_MIN), Math.min(widths[last], room - rest));
    while (total(widths) > room) {
      var widest = widest(widths);
      if (widths[widest] <= WIDTH_MIN) {
        return widths;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int total(int[] widths) {
    var total = 0;
    for (var width : widths) {
      total += width;
    }
    return total;
  }

  private static int widest(int[] widths) {
    var widest = 0;
    for (var i = 0; i < widths.length; i++) {
      widest = widths[i] > widths[widest] ? i : widest;
    }
    return widest;
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (var i = 0; i < widths.length; i++) {
      var cell = cells.get(i);
      var cut = cell.length() > widths[i] ? cell.substring(0, widths[i] - 1) + "…" : cell;
      line.append(i == 0 ? "" : GAP).append(cut).repeat(' ', widths[i] - cut.length());
    }
    return line.toString().stripTrailing();
  }
}

package dev.longshore.cli.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of texts, as wide as it has to be. Where the terminal is narrower, the last column is
 * cut; if that is not enough, columns that can be missed are left out, and then the widest others
 * are cut.
 */
public final class Table {

  private static final String GAP = "  ";
  private static final int WIDTH_MIN = 6;

  /** Below this, what is left of the last column says nothing. */
  private static final int LAST_MIN = 24;

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> droppable = new ArrayList<>();
  private final Map<Integer, UnaryOperator<String>> paints = new HashMap<>();

  public Table(String... heads) {
    this.heads = List.of(heads);
  }

  public void add(String... cells) {
    rows.add(Stream.of(cells).map(Words::oneLine).toList());
  }

  /** Which columns, from 0, are left out where there is no room, the first one first. */
  public void mayDrop(int... columns) {
    IntStream.of(columns).forEach(droppable::add);
  }

  /** How the cells of a column, from 0, are shown; it must not change how wide they are. */
  public void paint(int column, UnaryOperator<String> paint) {
    paints.put(column, paint);
  }

  /** The lines, none longer than {@code columns}, without spaces at their ends. */
  public List<String> lines(int columns) {
    var shown = shown(columns);
    var widths = fit(shown, columns);
    var lines = new ArrayList<String>();
    lines.add(line(heads, shown, widths, false));
    rows.forEach(row -> lines.add(line(row, shown, widths, true)));
    return lines;
  }

  /** The columns that have room, if the last one is cut to what still says something. */
  private List<Integer> shown(int columns) {
    var shown = new ArrayList<>(IntStream.range(0, heads.size()).boxed().toList());
    for (var column : droppable) {
      var last = shown.getLast();
      var cut = Math.max(0, width(last) - LAST_MIN);
      if (total(widths(shown)) - cut <= room(shown, columns)) {
        break;
      }
      shown.removeIf(column::equals);
    }
    return shown;
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> row.get(column).length())
        .reduce(heads.get(column).length(), Math::max);
  }

  private int[] widths(List<Integer> shown) {
    return shown.stream().mapToInt(this::width).toArray();
  }

  private static int room(List<Integer> shown, int columns) {
    return columns - GAP.length() * (shown.size() - 1);
  }

  private int[] fit(List<Integer> shown, int columns) {
    var widths = widths(shown);
    var room = room(shown, columns);
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
    return IntStream.of(widths).sum();
  }

  private static int widest(int[] widths) {
    var widest = 0;
    for (var i = 0; i < widths.length; i++) {
      widest = widths[i] > widths[widest] ? i : widest;
    }
    return widest;
  }

  private String line(List<String> cells, List<Integer> shown, int[] widths, boolean painted) {
    var line = new StringBuilder();
    var blanks = 0;
    for (var i = 0; i < widths.length; i++) {
      var cell = cells.get(shown.get(i));
      var cut = cell.length() > widths[i] ? cell.substring(0, widths[i] - 1) + "…" : cell;
      if (!cut.isEmpty()) {
        var paint = painted ? paints.get(shown.get(i)) : null;
        line.repeat(' ', blanks).append(paint == null ? cut : paint.apply(cut));
        blanks = 0;
      }
      blanks += widths[i] - cut.length() + GAP.length();
    }
    return line.toString();
  }
}

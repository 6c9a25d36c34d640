package dev.longshore.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the demo is to come to, as a file says it: how many runs of which job end in which way. */
public final class Expectations {

  private static final String HEAD = "job\tstate\tattempts\truns";
  private static final Pattern RUNS = Pattern.compile("([0-9]{1,6})(\\+?)");
  private static final int CELLS = 4;

  private final Path file;
  private final List<Line> lines;

  private Expectations(Path file, List<Line> lines) {
    this.file = file;
    this.lines = lines;
  }

  /** So many runs end so, or at least so many. */
  private record Line(int number, Ending ending, int runs, boolean orMore) {

    boolean isTrue(int actual) {
      return orMore ? actual >= runs : actual == runs;
    }
  }

  /**
   * Reads a file of them.
   *
   * @throws DemoRefused if a line cannot be understood; the message says which
   */
  public static Expectations read(Path file) {
    try {
      return parse(file, Files.readString(file, StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new DemoRefused("%s cannot be read: %s".formatted(file, e));
    }
  }

  static Expectations parse(Path file, List<String> texts) {
    var lines = new ArrayList<Line>();
    for (var i = 0; i < texts.size(); i++) {
      var text = texts.get(i).strip();
      if (!text.isEmpty() && !text.startsWith("#") && !text.equals(HEAD)) {
        lines.add(parse(file, i + 1, text));
      }
    }
    if (lines.isEmpty()) {
      throw new DemoRefused("%s expects nothing".formatted(file));
    }
    return new Expectations(file, List.copyOf(lines));
  }

  private static Line parse(Path file, int number, String text) {
    var cells = text.split("\t+", -1);
    if (cells.length != CELLS) {
      throw new DemoRefused(
          "%s:%d: needs job, state, attempts and runs, parted by tabs".formatted(file, number));
    }
    var runs = RUNS.matcher(cells[3].strip());
    if (!runs.matches()) {
      throw new DemoRefused(
          "%s:%d: runs is a number such as 3, or 3+ for three or more, not %s"
              .formatted(file, number, cells[3]));
    }
    return new Line(
        number,
        new Ending(cells[0].strip(), cells[1].strip(), cells[2].strip()),
        Integer.parseInt(runs.group(1)),
        !runs.group(2).isEmpty());
  }

  /** Compares them with what has happened: each line that is not true, or that all are. */
  List<Check> check(List<Ending> endings) {
    Map<Ending, Integer> actual =
        endings.stream()
            .collect(Collectors.toMap(Function.identity(), _ -> 1, Integer::sum))
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    var checks = new ArrayList<Check>();
    for (var line : lines) {
      var found = actual.getOrDefault(line.ending(), 0);
      if (!line.isTrue(found)) {
        checks.add(Check.fails(complaint(line, found)));
      }
    }
    lines.forEach(line -> actual.remove(line.ending()));
    var unexpected = new TreeMap<String, String>();
    actual.forEach((ending, count) ->
        unexpected.put(ending.toString() + ending.job(), complaint(ending, count)));
    unexpected.values().forEach(text -> checks.add(Check.fails(text)));
    return checks.isEmpty()
        ? List.of(Check.holds("all %d lines of %s are true".formatted(lines.size(), file)))
        : checks;
  }

  private String complaint(Line line, int actual) {
    return "%s:%d: %s: expected %s%d %s, actual %d"
        .formatted(
            file,
            line.number(),
            line.ending().job(),
            line.orMore() ? "at least " : "",
            line.runs(),
            line.ending(),
            actual);
  }

  private String complaint(Ending ending, int actual) {
    return "%s: %s: expected none %s, actual %d".formatted(file, ending.job(), ending, actual);
  }
}

package dev.longshore.cli.demo;

import dev.longshore.cli.text.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the demo prints at its end. */
final class Report {

  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private final Terminal terminal;
  private final DemoFolder folder;

  Report(Terminal terminal, DemoFolder folder) {
    this.terminal = terminal;
    this.folder = folder;
  }

  void print(Summary summary, Duration real, Duration onClock, List<Check> checks) {
    var lines = summary.table(terminal.columns());
    terminal.print(colored(DIM, lines.getFirst()));
    lines.stream().skip(1).forEach(terminal::print);
    terminal.print("");
    summary.totals(real, onClock).lines().forEach(terminal::print);
    summary.deadLetter().ifPresent(terminal::print);
    terminal.print("");
    checks.forEach(this::print);
    terminal.print("");
    lookFurther();
  }

  private void print(Check check) {
    terminal.print(
        "%s %s".formatted(check.holds() ? colored(GREEN, "✓") : colored(RED, "✗"), check.claim()));
  }

  private void lookFurther() {
    var data = shown(folder.path());
    terminal.print("Look further:");
    terminal.print("  ./longshore runs --data " + data);
    terminal.print("  ./longshore explain %s --data %s".formatted(DemoJobs.LATE, data));
    terminal.print("  ./longshore logs %s --data %s".formatted(DemoJobs.LATE, data));
    terminal.print("  " + shown(folder.output("")));
  }

  /** A path as short as it can be said from here. */
  private static Path shown(Path path) {
    var here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }

  private String colored(String color, String text) {
    return terminal.colors() ? color + text + PLAIN : text;
  }
}

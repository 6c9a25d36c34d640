package dev.longshore.cli.demo;

import dev.longshore.cli.text.Terminal;
import java.util.List;

/**
 * A few lines on the terminal that are written over as things change; nothing without a terminal.
 */
final class Board {

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final String CLEAR_BELOW = "\r\u001b[J";

  private final Terminal terminal;
  private List<String> shown = List.of();

  Board(Terminal terminal) {
    this.terminal = terminal;
  }

  boolean isVisible() {
    return terminal.showsProgress();
  }

  /** Shows these lines, cut to the terminal's width, in place of those that are there. */
  void show(List<String> lines) {
    if (!isVisible() || lines.equals(shown)) {
      return;
    }
    var text = new StringBuilder(start());
    for (var line : lines) {
      text.append(CLEAR_LINE).append(cut(line)).append('\n');
    }
    write(text.append(CLEAR_BELOW).toString());
    shown = List.copyOf(lines);
  }

  /** Takes the lines away, so that others can be written. */
  void clear() {
    if (!shown.isEmpty()) {
      write(start() + CLEAR_BELOW);
      shown = List.of();
    }
  }

  private String start() {
    return shown.isEmpty() ? "" : "\u001b[%dA".formatted(shown.size());
  }

  private String cut(String line) {
    return line.length() < terminal.columns()
        ? line
        : line.substring(0, terminal.columns() - 2) + "…";
  }

  private void write(String text) {
    terminal.err().print(text);
    terminal.err().flush();
  }
}

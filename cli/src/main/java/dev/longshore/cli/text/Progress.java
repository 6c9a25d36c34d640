package dev.longshore.cli.text;

/**
 * One line on the terminal that is written over as work goes on; nothing where there is no
 * terminal.
 */
public final class Progress {

  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private String shown = "";

  public Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Shows where the work stands. */
  public void show(String line) {
    if (terminal.showsProgress() && !line.equals(shown)) {
      shown = line;
      var cut =
          line.length() < terminal.columns() ? line : line.substring(0, terminal.columns() - 1);
      terminal.err().print(CLEAR + cut);
      terminal.err().flush();
    }
  }

  /** Takes the line away, so that others can be written. */
  public void clear() {
    if (!shown.isEmpty()) {
      shown = "";
      terminal.err().print(CLEAR);
      terminal.err().flush();
    }
  }
}

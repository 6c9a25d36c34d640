package dev.longshore.cli;

import dev.longshore.cli.text.Terminal;
import dev.longshore.json.Json;
import dev.longshore.run.RunId;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a log as JSON: an object for each line. What is no UTF-8 in it is shown as U+FFFD. */
final class LogLines extends OutputStream {

  private final Terminal terminal;
  private final RunId run;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int attempt = 1;

  LogLines(Terminal terminal, RunId run) {
    this.terminal = terminal;
    this.run = run;
  }

  /** What is written from now on is of another attempt. */
  void begin(int next) {
    end();
    attempt = next;
  }

  @Override
  public void write(int b) {
    if (b == '\n') {
      print();
    } else {
      line.write(b);
    }
  }

  /** Writes what has come without the end of its line. */
  void end() {
    if (line.size() > 0) {
      print();
    }
  }

  private void print() {
    terminal.printJson(
        Json.object()
            .put("runId", run)
            .put("attempt", attempt)
            .put("line", line.toString(StandardCharsets.UTF_8))
            .fields());
    line.reset();
  }
}

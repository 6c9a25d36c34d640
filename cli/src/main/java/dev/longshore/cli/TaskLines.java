package dev.longshore.cli;

import dev.longshore.cli.text.Terminal;
import dev.longshore.cli.text.Words;
import dev.longshore.json.Fields;
import java.util.Map;

/** A line for each change of a task: its event as JSON, or what a person wants to see of it. */
final class TaskLines {

  private final Terminal terminal;
  private final boolean json;

  TaskLines(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /** Prints an event. */
  void changed(Map<String, Object> event) {
    if (json) {
      terminal.printJson(event);
      return;
    }
    var fields = new Fields(event);
    var detail = fields.object("detail").orElseThrow();
    var arn = detail.text("taskArn");
    terminal.print(
        "%s  %-14s  %s  %s%s"
            .formatted(
                Words.time(fields.instant("time")),
                detail.text("lastStatus"),
                arn.substring(arn.lastIndexOf('/') + 1),
                detail.text("group"),
                why(detail)));
  }

  private static String why(Fields detail) {
    return detail.find("stoppedReason").map(reason -> "  " + reason).orElse("");
  }
}

package dev.longshore.cli;

import dev.longshore.cli.control.ControlClient;
import dev.longshore.cli.control.RunWish;
import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.cli.text.RunText;
import dev.longshore.cli.text.Terminal;
import dev.longshore.json.Json;
import dev.longshore.local.data.DataFolder;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import java.util.ArrayList;
import java.util.List;

/** Runs that the `longshore up` of the data folder carries out. */
final class RunsByUp {

  /** How many runs are waited for in one request. */
  private static final int AWAITED_MAX = 1000;

  private final Terminal terminal;
  private final boolean json;
  private final DataFolder data;
  private final ControlClient up;

  RunsByUp(Terminal terminal, boolean json, DataFolder data, ControlClient up) {
    this.terminal = terminal;
    this.json = json;
    this.data = data;
    this.up = up;
  }

  /**
   * Has them opened, and waits for their ends if {@code waits}.
   *
   * @return the exit code
   */
  int run(List<RunWish> wishes, boolean waits) {
    var runs = new ArrayList<String>();
    try {
      for (var wish : wishes) {
        up.ask(wish.write(HostControl.OPEN), answer -> runs.add(answer.text("runId")));
      }
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()));
    }
    if (!waits) {
      runs.forEach(id -> show(find(id), false));
      return Main.DONE;
    }
    try (var _ = new Interrupt(() -> cancel(runs))) {
      return await(runs);
    }
  }

  private int await(List<String> runs) {
    var failed = 0;
    for (var from = 0; from < runs.size(); from += AWAITED_MAX) {
      var some = runs.subList(from, Math.min(runs.size(), from + AWAITED_MAX));
      up.ask(Json.object().put("operation", HostControl.AWAIT).put("runs", some), _ -> {});
      for (var id : some) {
        var run = find(id);
        failed += run.state().isFailure() ? 1 : 0;
        show(run, true);
      }
    }
    return failed == 0 ? Main.DONE : Main.FAILED;
  }

  private void cancel(List<String> runs) {
    ControlClient.connect(data.control())
        .ifPresent(other -> {
          try (other) {
            other.ask(
                Json.object()
                    .put("operation", HostControl.CANCEL)
                    .put("runs", runs)
                    .put("reason", "interrupted by Ctrl-C"),
                _ -> {});
          }
        });
  }

  private void show(Run run, boolean hasEnded) {
    if (json) {
      terminal.printJson(RunRecord.of(run));
    } else if (hasEnded) {
      terminal.note(RunText.end(run));
    } else {
      terminal.print(run.id().value());
    }
  }

  private Run find(String id) {
    try (var ledger = LedgerView.open(data).orElseThrow()) {
      return ledger.find(id).getFirst();
    }
  }
}

package dev.longshore.cli;

import dev.longshore.cli.text.Progress;
import dev.longshore.cli.text.RunText;
import dev.longshore.cli.text.Terminal;
import dev.longshore.cli.text.Words;
import dev.longshore.local.host.LocalHost;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What `up` tells of its runs: a line for each that ends, and how many are open. */
final class UpReport {

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Terminal terminal;
  private final boolean json;
  private final LocalHost host;
  private final Progress progress;
  private final Map<RunId, RunState> open = new HashMap<>();
  private long ended;
  private long failed;

  UpReport(Terminal terminal, boolean json, LocalHost host) {
    this.terminal = terminal;
    this.json = json;
    this.host = host;
    this.progress = new Progress(terminal);
    host.cloud().onRunChange(this::changed);
    host.cloud().onRunEnd((run, _) -> ended(host.cloud().ledger().run(run).value()));
  }

  /** Begins to show how it goes. */
  void start() {
    progress.show(state());
    var _ = host.loop().at(host.loop().instant().plus(host.loop().ofReal(LOOK)), this::start);
  }

  /** Says what is left, once the host takes nothing on any more. */
  void end() {
    progress.clear();
    terminal.note(
        "%,d %s ended, %,d of them failed".formatted(ended, ended == 1 ? "run" : "runs", failed));
    if (!open.isEmpty()) {
      terminal.note(
          "%,d runs are open; they go on with the next `longshore up`".formatted(open.size()));
    }
  }

  private void changed(Run run) {
    if (run.isFinal()) {
      open.remove(run.id());
    } else {
      open.put(run.id(), run.state());
    }
  }

  private void ended(Run run) {
    ended++;
    failed += run.state().isFailure() ? 1 : 0;
    progress.clear();
    if (json) {
      terminal.printJson(RunRecord.of(run));
    } else {
      terminal.print(RunText.end(run));
    }
  }

  private String state() {
    var waiting = open.values().stream().filter(RunState.WAITING::equals).count();
    return "%s UTC  %,d running, %,d waiting, %,d ended, %,d failed"
        .formatted(
            Words.time(host.loop().instant()), open.size() - waiting, waiting, ended, failed);
  }
}

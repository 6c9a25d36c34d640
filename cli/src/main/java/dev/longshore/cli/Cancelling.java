package dev.longshore.cli;

import dev.longshore.cli.control.ControlClient;
import dev.longshore.cli.control.ControlLost;
import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.cli.text.Terminal;
import dev.longshore.job.Catalog;
import dev.longshore.json.Json;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.host.HostOptions;
import dev.longshore.local.host.LocalHost;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.process.DataLock.Held;
import dev.longshore.local.process.DataLock.Taken;
import dev.longshore.run.RunId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Has runs cancelled by whichever process writes the data folder, or does it here if none does. It
 * goes on until they have ended, also where that process ends in between.
 */
final class Cancelling {

  private static final Duration POLL = Duration.ofMillis(100);

  /** How many runs are named in one request. */
  private static final int ASKED_MAX = 1000;

  private final Terminal terminal;
  private final DataFolder data;
  private final String reason;
  private boolean saidThatItWaits;

  Cancelling(Terminal terminal, DataFolder data, String reason) {
    this.terminal = terminal;
    this.data = data;
    this.reason = reason;
  }

  /** Cancels runs; returns once they have ended, or if not {@code waits} once it is taken on. */
  void cancel(Collection<RunId> runs, boolean waits) throws InterruptedException {
    var left = new LinkedHashSet<>(runs);
    while (!left.isEmpty()) {
      switch (DataLock.take(data.path())) {
        case Taken(var lock) -> alone(lock, left);
        case Held(var process) -> {
          var other = connect();
          if (other.isEmpty()) {
            sayThatItWaits(process.isPresent() ? String.valueOf(process.getAsLong()) : "?");
            Thread.sleep(POLL);
          } else if (ask(other.get(), List.copyOf(left), waits) && !waits) {
            return;
          }
        }
      }
      removeEnded(left);
    }
  }

  private void sayThatItWaits(String process) {
    if (!saidThatItWaits) {
      saidThatItWaits = true;
      terminal.note("waiting for process %s, which uses %s".formatted(process, data.path()));
    }
  }

  private Optional<ControlClient> connect() {
    return ControlClient.connect(data.control()).or(() -> ControlClient.connect(data.runControl()));
  }

  /** Whether the other process has done what it was asked for, rather than ended. */
  private boolean ask(ControlClient other, List<RunId> runs, boolean waits)
      throws InterruptedException {
    try (other) {
      for (var from = 0; from < runs.size(); from += ASKED_MAX) {
        var some = runs.subList(from, Math.min(runs.size(), from + ASKED_MAX));
        var ids = some.stream().map(RunId::value).toList();
        other.ask(
            Json.object()
                .put("operation", HostControl.CANCEL)
                .put("runs", ids)
                .put("reason", reason),
            _ -> {});
        if (waits) {
          other.ask(Json.object().put("operation", HostControl.AWAIT).put("runs", ids), _ -> {});
        }
      }
      return true;
    } catch (ControlLost e) {
      // It has ended, and may have let go of the folder before it could answer.
      Thread.sleep(POLL);
      return false;
    }
  }

  private void alone(DataLock lock, Set<RunId> runs) throws InterruptedException {
    var options = HostOptions.of(data.path(), terminal.environment(), terminal::note);
    try (var host = new LocalHost(lock, data, Catalog.of(List.of()), options)) {
      var open = new LinkedHashSet<>(runs);
      host.cloud().onRunEnd((run, _) -> open.remove(run));
      var _ = host.loop().soon(() -> runs.forEach(run -> end(host, run)));
      host.run(() -> open.isEmpty() && host.cloud().stepFunctions().running() == 0);
    }
  }

  /** In this order: a run that is taken up before it is cancelled would start another task. */
  private void end(LocalHost host, RunId run) {
    var _ = host.cloud().canceller().cancel(run, reason);
    host.cloud().recover(run);
  }

  private void removeEnded(Set<RunId> left) {
    try (var view = LedgerView.open(data).orElseThrow()) {
      left.removeIf(run -> view.find(run.value()).getFirst().isFinal());
    }
  }
}

package dev.longshore.cli;

import dev.longshore.admission.SlotClaim;
import dev.longshore.cli.control.ControlServer;
import dev.longshore.cli.control.RunWish;
import dev.longshore.cli.log.FileLogs;
import dev.longshore.cli.text.Progress;
import dev.longshore.cli.text.RunText;
import dev.longshore.cli.text.Terminal;
import dev.longshore.job.Job;
import dev.longshore.job.Overlap;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.data.DataFolderUnusable;
import dev.longshore.local.host.LocalHost;
import dev.longshore.orchestration.RunOpener.AlreadyOpen;
import dev.longshore.orchestration.RunOpener.Opened;
import dev.longshore.orchestration.RunOpener.Refused;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs that this process carries out to their ends, with no `up` around. */
final class AloneRuns {

  private static final Duration LOOK = Duration.ofMillis(100);

  /** Shorter runs are over before somebody has asked for their end. */
  private static final int LOOKS_BEFORE_CONTROL = 3;

  /**
   * How many runs are open at most; the others are opened as these end, so that a hundred thousand
   * lines take no more memory, and each of them no more time, than a thousand.
   */
  private static final int OPEN_MAX = 300;

  private final Terminal terminal;
  private final boolean json;
  private final LocalHost host;
  private final DataFolder data;
  private final List<RunWish> wishes;
  private final Progress progress;
  private final @Nullable LogTail tail;
  private final int openMax;
  private final Set<RunId> open = new LinkedHashSet<>();
  private int next;
  private int ended;
  private int failed;
  private boolean opening;
  private boolean interrupted;
  private boolean saidThatItWaits;
  private @Nullable String refusal;
  private int looks;
  private @Nullable ControlServer control;

  AloneRuns(
      Terminal terminal,
      boolean json,
      LocalHost host,
      DataFolder data,
      Job job,
      List<RunWish> wishes) {
    this.terminal = terminal;
    this.json = json;
    this.host = host;
    this.data = data;
    this.wishes = wishes;
    this.openMax = openMax(job, wishes.getFirst().at(host.loop().instant()).trigger());
    this.progress = new Progress(terminal);
    this.tail =
        wishes.size() == 1 && !json ? new LogTail(new FileLogs(data), terminal.bytes()) : null;
  }

  /**
   * No more than its limit lets run: what else was opened would only wait, at a third more work.
   */
  private static int openMax(Job job, Trigger trigger) {
    return SlotClaim.of(job, trigger)
        .filter(claim -> claim.overlap() == Overlap.ALLOW)
        .map(claim -> Math.min(OPEN_MAX, claim.limit()))
        .orElse(OPEN_MAX);
  }

  /**
   * Opens them, and works until all have ended.
   *
   * @return the exit code
   * @throws BadInput if one was refused; the others have run all the same
   */
  int run() {
    host.cloud().onRunEnd((run, _) -> ended(run));
    openMore();
    look();
    try (var _ = new Interrupt(() -> host.loop().soon(this::interrupt))) {
      host.run(this::isDone);
    } finally {
      if (control != null) {
        control.close();
      }
    }
    progress.clear();
    if (refusal != null) {
      throw new BadInput(refusal);
    }
    if (wishes.size() > 1) {
      terminal.note("%,d runs, %,d failed".formatted(ended, failed));
    }
    return failed == 0 ? Main.DONE : Main.FAILED;
  }

  private boolean isDone() {
    return (next == wishes.size() || interrupted)
        && open.isEmpty()
        && host.cloud().stepFunctions().running() == 0;
  }

  /** Opens one after the other, so that the first has long begun when the last is opened. */
  private void openMore() {
    if (!opening && next < wishes.size() && open.size() < openMax && !interrupted) {
      opening = true;
      var _ = host.loop().soon(this::openNext);
    }
  }

  private void openNext() {
    opening = false;
    if (interrupted) {
      return;
    }
    var wish = wishes.get(next++);
    switch (host.cloud().opener().open(wish.at(host.loop().instant()))) {
      case Opened(var run) -> open.add(run);
      case AlreadyOpen(var run) -> open.add(run);
      case Refused(var reason) -> refusal = "%s: %s".formatted(wish.job(), reason);
    }
    openMore();
  }

  private void ended(RunId id) {
    if (!open.remove(id)) {
      return;
    }
    openMore();
    var run = run(id);
    ended++;
    failed += run.state().isFailure() ? 1 : 0;
    if (tail != null) {
      tail.copy(run);
    }
    if (json) {
      terminal.printJson(RunRecord.of(run));
    } else if (wishes.size() == 1) {
      sayEnd(run);
    }
  }

  private void sayEnd(Run run) {
    progress.clear();
    terminal.note(RunText.end(run));
    if (run.state() == RunState.FAILED && !run.member().past().isEmpty()) {
      var last = run.member().past().getLast().n();
      terminal.note("its last attempt's log: " + data.log(run.id(), run.member().number(), last));
    }
  }

  private void interrupt() {
    interrupted = true;
    for (var id : List.copyOf(open)) {
      var _ = host.cloud().canceller().cancel(id, "interrupted by Ctrl-C");
    }
  }

  /** Shows how it goes, again and again. */
  private void look() {
    if (wishes.size() > 1) {
      progress.show("%,d of %,d runs ended, %,d failed".formatted(ended, wishes.size(), failed));
    } else {
      open.stream().findFirst().map(this::run).ifPresent(this::show);
    }
    if (++looks == LOOKS_BEFORE_CONTROL) {
      serve();
    }
    var _ = host.loop().at(host.loop().instant().plus(host.loop().ofReal(LOOK)), this::look);
  }

  /** Lets `longshore cancel` end a run of ours; other runs are for `longshore up`. */
  private void serve() {
    try {
      control = ControlServer.start(data.runControl(), new HostControl(host).withoutOpening());
    } catch (DataFolderUnusable e) {
      terminal.note("`longshore cancel` cannot reach these runs: " + e.getMessage());
    }
  }

  private void show(Run run) {
    if (tail != null) {
      tail.copy(run);
    }
    if (run.state() == RunState.WAITING && !saidThatItWaits) {
      saidThatItWaits = true;
      var why = run.member().decisions().getLast().evidence();
      terminal.note(
          "%s waits: %s. What an earlier `longshore up` has left goes on with the next one."
              .formatted(run.id(), why));
    }
  }

  private Run run(RunId id) {
    return host.cloud().ledger().run(id).value();
  }
}

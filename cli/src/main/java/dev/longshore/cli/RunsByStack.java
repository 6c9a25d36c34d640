package dev.longshore.cli;

import dev.longshore.cli.control.RunWish;
import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.cli.stack.Stack;
import dev.longshore.cli.text.RunText;
import dev.longshore.cli.text.Terminal;
import dev.longshore.job.Job;
import dev.longshore.orchestration.RunOpener.AlreadyOpen;
import dev.longshore.orchestration.RunOpener.Opened;
import dev.longshore.orchestration.RunOpener.Refused;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.util.ArrayList;
import java.util.List;

/** Runs that a deployed stack carries out. */
final class RunsByStack {

  private final Terminal terminal;
  private final boolean json;
  private final Stack stack;

  RunsByStack(Terminal terminal, boolean json, Stack stack) {
    this.terminal = terminal;
    this.json = json;
    this.stack = stack;
  }

  /**
   * Opens them, and waits for their ends if {@code waits}.
   *
   * @return the exit code
   * @throws BadInput if the stack does not have the job as it is here, or one is refused
   */
  int run(Job job, List<RunWish> wishes, boolean waits) throws InterruptedException {
    if (!stack.hasDeployed(job)) {
      throw new BadInput(
          "%s is not deployed in the stack %s as its file is here: longshore render, sam build and sam deploy bring it there"
              .formatted(job.name(), stack.name()));
    }
    var runs = new ArrayList<RunId>();
    var opener = stack.opener(job);
    for (var wish : wishes) {
      switch (opener.open(wish.at(stack.clock().instant()))) {
        case Opened(var run) -> runs.add(run);
        case AlreadyOpen(var run) -> runs.add(run);
        case Refused(var reason) -> throw new BadInput("%s: %s".formatted(wish.job(), reason));
      }
    }
    try (var view = stack.ledger()) {
      if (!waits) {
        runs.forEach(id -> show(find(view, id), false));
        return Main.DONE;
      }
      try (var _ = new Interrupt(() -> cancel(runs))) {
        return await(view, runs);
      }
    }
  }

  private int await(LedgerView view, List<RunId> runs) throws InterruptedException {
    var failed = 0;
    for (var id : runs) {
      var run = find(view, id);
      while (!run.isFinal()) {
        Thread.sleep(StackCancelling.POLL);
        run = find(view, id);
      }
      failed += run.state().isFailure() ? 1 : 0;
      show(run, true);
    }
    return failed == 0 ? Main.DONE : Main.FAILED;
  }

  private void cancel(List<RunId> runs) {
    runs.forEach(run -> {
      var _ = stack.canceller().cancel(run, "interrupted by Ctrl-C");
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

  private static Run find(LedgerView view, RunId id) {
    return view.find(id.value()).getFirst();
  }
}

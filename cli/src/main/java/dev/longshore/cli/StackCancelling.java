package dev.longshore.cli;

import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.cli.stack.Stack;
import dev.longshore.run.RunId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;

/**
 * Has runs of a deployed stack cancelled: what a function would do for it is done here. Should this
 * process end in between, the stack's sweep goes on with it.
 */
record StackCancelling(Stack stack, String reason) {

  /** Far from a task's stop in length, and cheap: one read for each run. */
  static final Duration POLL = Duration.ofSeconds(2);

  /** Cancels runs; returns once they have ended, or if not {@code waits} once it is taken on. */
  void cancel(Collection<RunId> runs, boolean waits) throws InterruptedException {
    var canceller = stack.canceller();
    var left = new LinkedHashSet<RunId>();
    for (var run : runs) {
      if (!canceller.cancel(run, reason).isFinal()) {
        left.add(run);
      }
    }
    try (var view = stack.ledger()) {
      while (waits && !left.isEmpty()) {
        Thread.sleep(POLL);
        left.removeIf(run -> hasEnded(view, run));
      }
    }
  }

  private static boolean hasEnded(LedgerView view, RunId run) {
    return view.find(run.value()).getFirst().isFinal();
  }
}

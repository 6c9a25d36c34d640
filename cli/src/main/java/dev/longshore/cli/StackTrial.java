package dev.longshore.cli;

import dev.longshore.cli.check.TrialRun;
import dev.longshore.cli.control.RunWish;
import dev.longshore.cli.stack.Stack;
import dev.longshore.cli.text.RunText;
import dev.longshore.cli.text.Terminal;
import dev.longshore.job.Capacity;
import dev.longshore.job.Job;
import dev.longshore.orchestration.RunOpener.AlreadyOpen;
import dev.longshore.orchestration.RunOpener.Opened;
import dev.longshore.orchestration.RunOpener.Refused;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Overrides;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Has a stack carry out a run that does nothing. */
record StackTrial(Terminal terminal, boolean json, Stack stack) {

  /**
   * Runs {@code command} in the place of a job's, and waits until its end is told, or for {@code
   * patience}; then it is cancelled.
   *
   * @return the exit code
   * @throws BadInput if the stack does not have the job as it is here, or refuses the run
   */
  int of(Job job, List<String> command, Duration patience) throws InterruptedException {
    RunsByStack.requireDeployed(job, stack);
    var id = open(job, command);
    terminal.note("%s is to do nothing; waiting for its end".formatted(id));
    var run = await(id, patience);
    if (!run.isFinal()) {
      var _ = stack.canceller().cancel(id, "longshore smoke has waited long enough");
    }
    return report(run);
  }

  private RunId open(Job job, List<String> command) {
    var overrides = new Overrides(null, command, new TreeMap<>(), Capacity.ON_DEMAND);
    var wish = new RunWish(job.name(), UUID.randomUUID().toString(), Map.of(), overrides);
    return switch (stack.opener(job).open(wish.at(stack.clock().instant()))) {
      case Opened(var run) -> run;
      case AlreadyOpen(var run) -> run;
      case Refused(var reason) -> throw new BadInput("%s: %s".formatted(job.name(), reason));
    };
  }

  private Run await(RunId id, Duration patience) throws InterruptedException {
    var end = stack.clock().instant().plus(patience);
    try (var view = stack.ledger()) {
      var run = view.find(id.value()).getFirst();
      while (!run.told() && stack.clock().instant().isBefore(end)) {
        Thread.sleep(StackCancelling.POLL);
        run = view.find(id.value()).getFirst();
      }
      return run;
    }
  }

  private int report(Run run) {
    if (json) {
      terminal.printJson(RunRecord.of(run));
    } else {
      terminal.print(RunText.end(run));
    }
    var findings = TrialRun.findings(run);
    findings.forEach(finding -> terminal.complain(run.id() + ": " + finding));
    return findings.isEmpty() ? Main.DONE : Main.FAILED;
  }
}

package dev.longshore.cli;

import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.cli.log.AttemptLogs;
import dev.longshore.run.Run;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a run's tasks have printed. */
@Command(
    name = "logs",
    description = "Print what the tasks of a run have printed, one attempt after the other.",
    footer = {
      "",
      "Examples:",
      "  longshore logs nightly                the latest run of a job",
      "  longshore logs nightly -f             go on until it has ended",
      "  longshore logs 2345abc --attempt 1    the first of several attempts",
      "  longshore logs nightly --stack prod   of a deployed stack, from CloudWatch Logs"
    })
final class LogsCommand extends Common {

  @Parameters(paramLabel = "RUN", description = ShowCommand.RUN)
  private String run = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as the log grows, until the run has ended.")
  private boolean follows;

  @Option(names = "--attempt", paramLabel = "N", description = "That of one attempt, from 1.")
  private @Nullable Integer attempt;

  @Mixin private final StackOption stack = new StackOption();

  @Override
  public Integer call() throws InterruptedException {
    var runs = stack.runs(data());
    try (var view = runs.open()) {
      var found = runs.one(view, run);
      checkAttempt(found);
      var logs = runs.logs();
      if (json()) {
        var lines = new LogLines(terminal(), found.id());
        copy(view, logs, found, tail(new LogTail(logs, lines, (_, n) -> lines.begin(n))));
        lines.end();
      } else {
        copy(view, logs, found, tail(new LogTail(logs, terminal().bytes(), this::head)));
      }
    }
    return Main.DONE;
  }

  private void checkAttempt(Run found) {
    var attempts = LogTail.attempts(found);
    if (attempt != null
        && (attempt < 1 || (attempt > attempts && !(follows && !found.isFinal())))) {
      throw new BadInput(
          "%s has %s, but no attempt %d"
              .formatted(
                  found.id(), attempts == 1 ? "1 attempt" : attempts + " attempts", attempt));
    }
  }

  private LogTail tail(LogTail tail) {
    return attempt == null ? tail : tail.only(attempt);
  }

  private void copy(LedgerView view, AttemptLogs logs, Run found, LogTail tail)
      throws InterruptedException {
    var current = found;
    tail.copy(current);
    while (follows && !isDone(current) && !hasReaderGone()) {
      Thread.sleep(logs.pause());
      // What is read after a run was seen to be final is all of it.
      current = view.find(found.id().value()).getFirst();
      tail.copy(current);
    }
    if (follows && !hasReaderGone()) {
      Thread.sleep(logs.lag());
      tail.copy(current);
    }
    if (!tail.foundOne()) {
      terminal().note(noLog(current));
    } else if (tail.copied() == 0 && !json()) {
      terminal().note(current.id() + " has printed nothing");
    }
  }

  private boolean isDone(Run current) {
    return current.isFinal() || (attempt != null && current.member().past().size() >= attempt);
  }

  private boolean hasReaderGone() {
    return terminal().bytes() instanceof PrintStream stream && stream.checkError();
  }

  private static String noLog(Run current) {
    if (LogTail.attempts(current) == 0) {
      return "%s has no log: it is %s and had no attempt".formatted(current.id(), current.state());
    }
    return "%s has no log: it is %s, and no program of it was started"
        .formatted(current.id(), current.state());
  }

  /** Beside the log, not in it, so that what a pipe gets are the bytes of the tasks alone. */
  private void head(Run current, int n) {
    if (LogTail.attempts(current) > 1 && attempt == null) {
      terminal().note("==> attempt %d of %s <==".formatted(n, current.id()));
    }
  }
}

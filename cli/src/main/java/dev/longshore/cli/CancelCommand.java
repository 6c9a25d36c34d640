package dev.longshore.cli;

import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.cli.text.RunText;
import dev.longshore.local.data.DataFolder;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels runs, and waits until they have ended. */
@Command(
    name = "cancel",
    description = {
      "Cancel runs, and wait until they have ended.",
      "Tasks get SIGTERM, and SIGKILL after the job's stopTimeout. Exit code 0 if all of the runs"
          + " are CANCELLED, 1 if one ended otherwise."
    },
    footer = {
      "",
      "Examples:",
      "  longshore cancel nightly              the latest run of a job",
      "  longshore cancel --job nightly        all runs of a job that have not ended",
      "  longshore cancel 2345abc --reason 'wrong date'"
    })
final class CancelCommand extends Common {

  private static final int REASON_MAX = 200;

  @Parameters(paramLabel = "RUN", arity = "0..*", description = ShowCommand.RUN)
  private List<String> runs = new ArrayList<>();

  @Option(names = "--job", paramLabel = "JOB", description = "All runs of a job that are open.")
  private @Nullable String job;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "cancelled by a person",
      description = "What is recorded as the reason (${DEFAULT-VALUE}).")
  private String reason = "";

  @Option(
      names = "--no-wait",
      description =
          "Return when `longshore up`, or the stack, has taken it on, before the tasks have ended.")
  private boolean returnsAtOnce;

  @Mixin private final StackOption stack = new StackOption();

  @Override
  public Integer call() throws InterruptedException {
    if (runs.isEmpty() == (job == null)) {
      throw new BadInput("cancel takes runs, or --job JOB (see longshore cancel --help)");
    }
    if (reason.isBlank()
        || reason.length() > REASON_MAX
        || !reason.lines().skip(1).toList().isEmpty()) {
      throw new BadInput("--reason takes one line of up to %d characters".formatted(REASON_MAX));
    }
    var all = stack.runs(data());
    var chosen = chosen(all);
    var open = new LinkedHashSet<RunId>();
    chosen.stream().filter(run -> !run.isFinal()).map(Run::id).forEach(open::add);
    if (all instanceof RunsOfStack(var deployed)) {
      new StackCancelling(deployed, reason).cancel(open, !returnsAtOnce);
    } else {
      new Cancelling(terminal(), new DataFolder(data()), reason).cancel(open, !returnsAtOnce);
    }
    return report(all, chosen, open);
  }

  /** The runs that are meant: all are looked for before one is cancelled. */
  private List<Run> chosen(RunsOf all) {
    try (var view = all.open()) {
      return job == null
          ? runs.stream().map(one -> all.one(view, one)).toList()
          : ofJob(all, view, job);
    }
  }

  private List<Run> ofJob(RunsOf all, LedgerView view, String text) {
    var name = JobsOf.jobName(text);
    var open = view.open(Optional.of(name));
    if (open.isEmpty()) {
      if (view.latest(id -> id.job().equals(name), _ -> true, 1).isEmpty()) {
        throw new BadInput("no job %s has ever run in %s".formatted(name, all.place()));
      }
      terminal().note("no run of %s is open".formatted(name));
    }
    return open;
  }

  private int report(RunsOf all, List<Run> chosen, Set<RunId> wereOpen) {
    var missed = 0;
    for (var run : again(all, chosen)) {
      if (json()) {
        terminal().printJson(RunRecord.of(run));
      } else {
        terminal().print(RunText.end(run));
      }
      if (run.isFinal() && run.state() != RunState.CANCELLED) {
        missed++;
        terminal().complain("%s %s %s".formatted(run.id(), ended(run, wereOpen), run.state()));
      }
    }
    return missed == 0 ? Main.DONE : Main.FAILED;
  }

  private static String ended(Run run, Set<RunId> wereOpen) {
    return wereOpen.contains(run.id()) ? "ended meanwhile:" : "has already ended:";
  }

  private static List<Run> again(RunsOf all, List<Run> chosen) {
    try (var view = all.open()) {
      return chosen.stream().map(run -> view.find(run.id().value()).getFirst()).toList();
    }
  }
}

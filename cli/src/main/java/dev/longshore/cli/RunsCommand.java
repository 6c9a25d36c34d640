package dev.longshore.cli;

import dev.longshore.cli.text.RunText;
import dev.longshore.cli.text.StateColors;
import dev.longshore.cli.text.Table;
import dev.longshore.cli.text.Words;
import dev.longshore.job.JobName;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(
    name = "runs",
    description = "List the runs, the latest first.",
    footer = {
      "",
      "Examples:",
      "  longshore runs --job nightly --limit 5",
      "  longshore runs --state failed,timed_out",
      "  longshore runs --open --json | jq -r .runId",
      "  longshore runs --stack prod           of a deployed stack"
    })
final class RunsCommand extends Common {

  private static final int LIMIT_MAX = 1_000_000;
  private static final int STATE = 1;

  @Option(names = "--job", paramLabel = "JOB", description = "Those of one job.")
  private @Nullable String job;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = "Those in a state, or in one of several: ${COMPLETION-CANDIDATES}.")
  private List<RunState> states = new ArrayList<>();

  @Option(names = "--open", description = "Those that have not ended.")
  private boolean open;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most (${DEFAULT-VALUE}).")
  private int limit = 20;

  @Mixin private final StackOption stack = new StackOption();

  @Override
  public Integer call() {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new BadInput("--limit lies between 1 and %,d, not %d".formatted(LIMIT_MAX, limit));
    }
    var name = job == null ? null : JobsOf.jobName(job);
    var runs = stack.runs(data());
    try (var view = runs.open()) {
      var found = view.latest(id -> name == null || id.job().equals(name), this::fits, limit + 1);
      var shown = found.subList(0, Math.min(limit, found.size()));
      if (json()) {
        shown.forEach(run -> terminal().printJson(RunRecord.of(run)));
      } else if (shown.isEmpty()) {
        terminal().note(nothing(name, runs.place()));
      } else {
        terminal().print(table(shown, view.now()));
        if (found.size() > limit) {
          terminal().note("(the latest %d; --limit shows more)".formatted(limit));
        }
      }
    }
    return Main.DONE;
  }

  private boolean fits(Run run) {
    return (states.isEmpty() || states.contains(run.state())) && !(open && run.isFinal());
  }

  private String nothing(@Nullable JobName name, String place) {
    var which = states.isEmpty() && !open ? "no runs" : "no such runs";
    return name == null
        ? "%s in %s".formatted(which, place)
        : "%s of %s in %s".formatted(which, name, place);
  }

  private List<String> table(List<Run> runs, Instant now) {
    var table =
        new Table("RUN", "STATE", "TRIGGER", "OPENED (UTC)", "TOOK", "TRIES", "COST", "WHY");
    table.paint(STATE, StateColors.of(terminal()));
    // The id holds the trigger's time; the reason is in `show`.
    table.mayDrop(3, 2, 7, 5);
    for (var run : runs) {
      var member = run.member();
      var tries = member.past().size() + (member.openAttempt().isPresent() ? 1 : 0);
      table.add(
          run.id().value(),
          run.state().name(),
          run.trigger().type().word(),
          Words.time(run.openedAt()),
          Words.span(RunRecord.startedAt(run), run.isFinal() ? RunRecord.endedAt(run) : now),
          String.valueOf(tries),
          Words.dollars(RunRecord.cost(run)),
          RunText.why(run));
    }
    return table.lines(terminal().tableColumns());
  }
}

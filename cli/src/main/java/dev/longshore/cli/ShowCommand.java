package dev.longshore.cli;

import dev.longshore.cli.text.RunView;
import dev.longshore.report.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one run. */
@Command(
    name = "show",
    description = "Show a run: what started it, its attempts, and what it cost.",
    footer = {
      "",
      "Examples:",
      "  longshore show nightly                the latest run of a job",
      "  longshore show 2345abc --json         a run, by a part of its id"
    })
final class ShowCommand extends Common {

  static final String RUN = "A run's id, a part of it, or a job's name for its latest run.";

  @Parameters(paramLabel = "RUN", description = RUN)
  private String run = "";

  @Mixin private final StackOption stack = new StackOption();

  @Override
  public Integer call() {
    var runs = stack.runs(data());
    try (var view = runs.open()) {
      var found = runs.one(view, run);
      if (json()) {
        terminal().printJson(RunRecord.of(found));
      } else {
        terminal().print(new RunView(terminal(), view.now()).lines(found));
      }
    }
    return Main.DONE;
  }
}

package dev.longshore.cli;

import dev.longshore.cli.text.RunStory;
import dev.longshore.cli.text.RunText;
import dev.longshore.cli.text.StateColors;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what was decided for a run, and why. */
@Command(
    name = "explain",
    description = "Tell what happened to a run, what was decided for it, and why.",
    footer = {
      "",
      "Examples:",
      "  longshore explain nightly             the latest run of a job",
      "  longshore explain 2345abc --json      a run, by a part of its id"
    })
final class ExplainCommand extends Common {

  @Parameters(paramLabel = "RUN", description = ShowCommand.RUN)
  private String run = "";

  @Mixin private final StackOption stack = new StackOption();

  @Override
  public Integer call() {
    var runs = stack.runs(data());
    try (var view = runs.open()) {
      var found = runs.one(view, run);
      if (json()) {
        terminal().printJson(document(found));
      } else {
        explain(found);
      }
    }
    return Main.DONE;
  }

  private void explain(Run found) {
    var state = StateColors.of(terminal()).apply(found.state().name());
    terminal().print("%s  %s".formatted(found.id(), state));
    var why = RunText.why(found);
    if (!why.isEmpty()) {
      terminal().print(why);
    }
    terminal().print("");
    terminal().print(RunStory.lines(found, terminal().tableColumns()));
  }

  private static Map<String, @Nullable Object> document(Run found) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("runId", found.id().value());
    document.put("job", found.job().value());
    document.put("state", found.state().name());
    document.put("reason", RunRecord.reason(found));
    document.put("story", RunStory.of(found).stream().map(ExplainCommand::fields).toList());
    return document;
  }

  private static Map<String, String> fields(RunStory.Step step) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("at", step.at().toString());
    fields.put("what", step.what());
    fields.put("why", step.why());
    return fields;
  }
}

package dev.longshore.cli;

import dev.longshore.cli.render.Change;
import dev.longshore.cli.render.RenderRefused;
import dev.longshore.cli.render.Rendering;
import dev.longshore.cli.text.Table;
import dev.longshore.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compiles jobs to what is deployed of them. */
@Command(
    name = "render",
    description = {
      "Compile the jobs to the CloudFormation template that template.yaml nests, and to the"
          + " catalog",
      "that its functions know. Commit both; `sam build && sam deploy` deploys them."
    },
    footer = {
      "",
      "Examples:",
      "  longshore render             write rendered/jobs.template.json and rendered/catalog.json",
      "  longshore render --diff      say what that would change, and write nothing"
    })
final class RenderCommand extends Common {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "rendered",
      description = "The folder that both files are in (${DEFAULT-VALUE}).")
  private Path out = Path.of("rendered");

  @Option(
      names = "--diff",
      description = "Say what has changed since they were written; write nothing.")
  private boolean diff;

  @Override
  public Integer call() {
    var catalog = new JobsOf(jobs()).all();
    try {
      var rendering = Rendering.of(catalog);
      if (diff) {
        say(Change.between(Rendering.read(out).orElse(null), rendering));
      } else {
        rendering.write(out);
        sayWritten(catalog.jobs().size());
      }
      return Main.DONE;
    } catch (RenderRefused e) {
      throw new BadInput(Objects.toString(e.getMessage()));
    } catch (IOException e) {
      throw new BadInput("%s cannot be used: %s".formatted(out, e.getMessage()));
    }
  }

  private void sayWritten(int jobs) {
    var files = List.of(Rendering.TEMPLATE, Rendering.CATALOG);
    var written = files.stream().map(name -> out.resolve(name).toString()).toList();
    if (json()) {
      terminal().printJson(Json.object().put("jobs", jobs).put("files", written).fields());
      return;
    }
    written.forEach(name -> terminal().print("wrote " + name));
  }

  private void say(List<Change> changes) {
    if (json()) {
      changes.forEach(change -> terminal().printJson(document(change)));
      return;
    }
    if (changes.isEmpty()) {
      terminal().note("nothing changes");
      return;
    }
    var table = new Table("", "WHAT", "OF IT", "BEFORE", "AFTER");
    for (var change : changes) {
      var isWhole = change.path().isEmpty();
      table.add(
          sign(change),
          change.what(),
          change.path(),
          isWhole ? "" : text(change.before()),
          isWhole ? "" : text(change.after()));
    }
    terminal().print(table.lines(terminal().tableColumns()));
  }

  private static String sign(Change change) {
    if (change.path().isEmpty()) {
      return change.before() == null ? "+" : "-";
    }
    return "~";
  }

  private static String text(@Nullable String json) {
    return json == null ? "" : json;
  }

  private static Map<String, @Nullable Object> document(Change change) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("what", change.what());
    document.put("path", change.path().isEmpty() ? null : change.path());
    document.put("before", change.before());
    document.put("after", change.after());
    return document;
  }
}

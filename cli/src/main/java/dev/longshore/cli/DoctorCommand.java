package dev.longshore.cli;

import dev.longshore.cli.check.Finding;
import dev.longshore.cli.check.Finding.Level;
import dev.longshore.cli.text.Table;
import dev.longshore.job.Catalog;
import dev.longshore.json.Json;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what of a deployed stack is not as it should be. */
@Command(
    name = "doctor",
    description = {
      "Say what of a deployed stack is not as it should be: its cluster, roles and quotas, the way"
          + " of its subnets to ECR, and what is unfinished of its set-up.",
      "Exit code 0 if nothing is wrong, else 1. It changes nothing."
    },
    footer = {"", "Examples:", "  longshore doctor --stack prod"})
final class DoctorCommand extends Common {

  @Mixin private final StackOption stack = new StackOption();

  @Override
  public Integer call() {
    if (!(stack.required("doctor") instanceof RunsOfStack(var deployed))) {
      throw new IllegalStateException("a stack that is named is a stack");
    }
    var catalog = Files.isDirectory(jobs()) ? new JobsOf(jobs()).all() : Catalog.of(List.of());
    var findings = deployed.doctor().findings(catalog);
    if (json()) {
      findings.forEach(finding -> terminal().printJson(fields(finding).fields()));
    } else {
      terminal().print(table(findings));
    }
    return findings.stream().anyMatch(finding -> finding.level() == Level.WRONG)
        ? Main.FAILED
        : Main.DONE;
  }

  private static Json.Building fields(Finding finding) {
    return Json.object()
        .put("level", word(finding.level()))
        .put("what", finding.what())
        .put("said", finding.said());
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private List<String> table(List<Finding> findings) {
    var table = new Table("", "WHAT", "HOW IT IS");
    findings.forEach(finding -> table.add(word(finding.level()), finding.what(), finding.said()));
    return table.lines(terminal().tableColumns());
  }
}

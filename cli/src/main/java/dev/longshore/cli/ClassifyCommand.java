package dev.longshore.cli;

import dev.longshore.cli.text.StateColors;
import dev.longshore.cli.text.Table;
import dev.longshore.decision.Classification;
import dev.longshore.decision.Classifier;
import dev.longshore.decision.Evidence;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.run.Outcome;
import dev.longshore.run.TaskFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what Longshore makes of an ECS task. */
@Command(
    name = "classify",
    description = {
      "Say what Longshore makes of an ECS task, and from what it tells that.",
      "It takes an event `ECS Task State Change` as EventBridge sends it, the event's detail, or a"
          + " task as `aws ecs describe-tasks` or Step Functions prints it."
    },
    footer = {
      "",
      "Examples:",
      "  longshore classify --event event.json",
      "  aws ecs describe-tasks --tasks ARN | longshore classify --event -"
    })
final class ClassifyCommand extends Common {

  @Option(
      names = "--event",
      paramLabel = "FILE",
      required = true,
      description = "A file with the event or task as JSON (- for standard input).")
  private String event = "";

  @Override
  public Integer call() {
    var classification = Classifier.classify(task(EventText.read(event)));
    if (json()) {
      terminal().printJson(document(classification));
    } else {
      show(classification);
    }
    return Main.DONE;
  }

  private static TaskFacts task(EventText event) {
    try {
      var fields = Fields.of(inCamelCase(Json.parse(event.text())));
      if (fields.has("tasks") && fields.objects("tasks").isEmpty()) {
        throw new BadInput(
            event.name() + " holds no task: ECS forgets a task about an hour after its end");
      }
      return TaskFacts.from(fields);
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          "%s is no ECS task or task event: %s".formatted(event.name(), e.getMessage()));
    }
  }

  /** Step Functions writes the same fields with capitals: LastStatus for lastStatus. */
  private static @Nullable Object inCamelCase(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var renamed = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, one) -> renamed.put(inCamelCase(name.toString()), inCamelCase(one)));
        yield renamed;
      }
      case List<?> list -> list.stream().map(ClassifyCommand::inCamelCase).toList();
      case null, default -> value;
    };
  }

  private static String inCamelCase(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static Map<String, @Nullable Object> document(Classification classification) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put(
        "outcome", classification.outcome() == null ? null : classification.outcome().name());
    document.put(
        "evidence", classification.evidence().stream().map(ClassifyCommand::fields).toList());
    return document;
  }

  private static Map<String, String> fields(Evidence evidence) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("field", evidence.field());
    fields.put("value", evidence.value());
    fields.put("meaning", evidence.meaning());
    return fields;
  }

  private void show(Classification classification) {
    var outcome = classification.outcome();
    terminal()
        .print(outcome == null ? "not stopped" : StateColors.of(terminal()).apply(outcome.name()));
    var table = new Table("FIELD", "VALUE", "MEANING");
    for (var evidence : classification.evidence()) {
      table.add(evidence.field(), evidence.value(), evidence.meaning());
    }
    terminal().print(table.lines(Integer.MAX_VALUE));
    if (outcome != null) {
      terminal().print(consequence(outcome));
    }
  }

  private static String consequence(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> "The run is done.";
      case FAILED -> "The job's own failure: tried again as far as `retry.attempts` allows.";
      case INTERRUPTED, LOST ->
          "Not the job's failure: tried again as far as `retry.interruptions` allows.";
      case LAUNCH_FAILED, START_TIMED_OUT ->
          "Not the job's failure: launched again as far as `retry.launches` allows.";
      case OUT_OF_MEMORY -> "Tried again as far as `retry.outOfMemory` allows.";
      case TIMED_OUT, IDLE_STOPPED, BUDGET_STOPPED, CANCELLED -> "Never tried again.";
    };
  }
}

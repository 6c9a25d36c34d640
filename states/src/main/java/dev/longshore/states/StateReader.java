package dev.longshore.states;

import dev.longshore.states.State.ChoiceState;
import dev.longshore.states.State.FailState;
import dev.longshore.states.State.PassState;
import dev.longshore.states.State.SucceedState;
import dev.longshore.states.State.WaitState;
import dev.longshore.states.query.Template;
import dev.longshore.states.query.TemplateReader;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one state; what is wrong becomes findings. */
final class StateReader {

  private static final List<String> OF_JSONPATH =
      List.of(
          "InputPath",
          "Parameters",
          "ResultSelector",
          "ResultPath",
          "OutputPath",
          "Result",
          "TimeoutSecondsPath",
          "HeartbeatSecondsPath",
          "SecondsPath",
          "TimestampPath",
          "ErrorPath",
          "CausePath",
          "ItemsPath");
  private static final List<String> NOT_YET = List.of("Parallel", "Map");

  private final String name;
  private final ObjectReader reader;
  private final Set<TaskResource> resources;
  private final ExitReader exits;

  StateReader(
      String name,
      ObjectReader reader,
      Set<TaskResource> resources,
      Findings findings,
      Transitions transitions) {
    this.name = name;
    this.reader = reader;
    this.resources = resources;
    this.exits =
        new ExitReader(name, reader.path(), new TemplateReader(findings::add), transitions);
  }

  /** The state; null if its type is not known. */
  @Nullable State read() {
    reader.textOrNull("Comment");
    language();
    OF_JSONPATH.forEach(field ->
        reader.refuse(field, "belongs to JSONPath; JSONata has Arguments, Output and Assign"));
    var type = reader.text("Type");
    var state =
        switch (type) {
          case "Task" -> new TaskReader(name, reader, resources, exits).read();
          case "Choice" -> choice();
          case "Wait" -> waiting();
          case "Pass" -> new PassState(name, exits.exit(reader));
          case "Succeed" -> succeed();
          case "Fail" -> fail();
          default -> unknown(type);
        };
    if (state != null) {
      reader.finish("a %s state".formatted(type));
    }
    return state;
  }

  private void language() {
    var language = reader.textOrNull("QueryLanguage");
    if (language != null && !language.equals("JSONata")) {
      reader.report(
          reader.path("QueryLanguage"),
          "must be \"JSONata\", as for the whole machine, but is \"%s\"".formatted(language));
    }
  }

  private @Nullable State unknown(String type) {
    exits.unknown(reader);
    if (!type.isEmpty()) {
      reader.report(
          reader.path("Type"),
          NOT_YET.contains(type)
              ? "the state type %s is not supported yet".formatted(type)
              : "unknown state type \"%s\"; there are Task, Choice, Wait, Pass, Succeed, Fail"
                  .formatted(type));
    }
    return null;
  }

  private State choice() {
    var rules = new ArrayList<ChoiceRule>();
    if (!reader.has("Choices")) {
      reader.report(reader.path(), "the field Choices is missing");
    }
    for (var rule : reader.objects("Choices")) {
      rules.add(rule(rule));
    }
    var otherwise = exits.otherwise(reader);
    return new ChoiceState(name, rules, otherwise.next() == null ? null : otherwise);
  }

  private ChoiceRule rule(ObjectReader rule) {
    rule.textOrNull("Comment");
    rule.refuse("Variable", "belongs to JSONPath; with JSONata a rule has a Condition");
    var condition = rule.value("Condition");
    if (!rule.has("Condition")) {
      rule.report(rule.path(), "the field Condition is missing");
    } else if (!(condition instanceof Boolean) && !TemplateReader.isExpression(condition)) {
      rule.wrongKind("Condition", "true, false or an expression {% ... %}");
    }
    var read = new ChoiceRule(exits.template(rule, "Condition", condition), exits.next(rule));
    rule.finish("a rule of a Choice state");
    return read;
  }

  private State waiting() {
    if (reader.has("Seconds") == reader.has("Timestamp")) {
      reader.report(reader.path(), "a Wait state needs either Seconds or Timestamp");
    }
    var seconds = exits.seconds(reader, "Seconds", 0);
    var delay = seconds != null ? new WaitState.Seconds(seconds) : new WaitState.Until(timestamp());
    return new WaitState(name, delay, exits.exit(reader));
  }

  private Template timestamp() {
    var value = reader.value("Timestamp");
    if (reader.has("Timestamp") && !TemplateReader.isExpression(value) && !isTimestamp(value)) {
      reader.wrongKind("Timestamp", "a time such as \"2026-01-31T09:00:00Z\" or an expression");
    }
    return exits.template(reader, "Timestamp", value);
  }

  private static boolean isTimestamp(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return false;
    }
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private State succeed() {
    exits.ends();
    return new SucceedState(name, new Exit(exits.templateOrNull(reader, "Output"), null, null));
  }

  private State fail() {
    exits.ends();
    return new FailState(name, failText("Error"), failText("Cause"));
  }

  private @Nullable Template failText(String field) {
    reader.textOrNull(field);
    return exits.templateOrNull(reader, field);
  }
}

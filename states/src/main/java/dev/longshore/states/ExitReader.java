package dev.longshore.states;

import dev.longshore.states.query.Site;
import dev.longshore.states.query.Template;
import dev.longshore.states.query.TemplateReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how a state is left: Output, Assign, Next and End; and templates in general. */
final class ExitReader {

  /** The longest name of a variable, in characters. */
  static final int VARIABLE_MAX = 80;

  private final String state;
  private final String statePath;
  private final TemplateReader templates;
  private final Transitions transitions;

  ExitReader(String state, String statePath, TemplateReader templates, Transitions transitions) {
    this.state = state;
    this.statePath = statePath;
    this.templates = templates;
    this.transitions = transitions;
  }

  /** Leaves by Next or by End, of which there must be one. */
  Exit exit(ObjectReader reader) {
    var next = reader.textOrNull("Next");
    var end = reader.value("End");
    if (reader.has("End") && !(end instanceof Boolean)) {
      reader.wrongKind("End", "true");
    }
    if (Boolean.TRUE.equals(end)) {
      transitions.end();
    }
    if (reader.has("Next") == Boolean.TRUE.equals(end)) {
      reader.report(reader.path(), "needs either Next or \"End\": true");
    }
    return to(reader, "Next", next);
  }

  /** Leaves by Next, which must be there. */
  Exit next(ObjectReader reader) {
    return to(reader, "Next", reader.text("Next"));
  }

  /** Leaves by Default, if it is there. */
  Exit otherwise(ObjectReader reader) {
    return to(reader, "Default", reader.textOrNull("Default"));
  }

  /** The state is not understood, so no complaint about transitions may rest on it. */
  void unknown(ObjectReader reader) {
    transitions.end();
    for (var field : List.of("Next", "Default")) {
      if (reader.value(field) instanceof String target) {
        transitions.add(state, reader.path(field), target);
      }
    }
  }

  /** The state ends the execution by what it is. */
  void ends() {
    transitions.end();
  }

  private Exit to(ObjectReader reader, String field, @Nullable String target) {
    if (target != null) {
      transitions.add(state, reader.path(field), target);
    }
    return new Exit(templateOrNull(reader, "Output"), assign(reader), target);
  }

  private @Nullable Template assign(ObjectReader reader) {
    if (!reader.has("Assign")) {
      return null;
    }
    if (!(reader.value("Assign") instanceof Map<?, ?> variables)) {
      reader.wrongKind("Assign", "an object");
      return null;
    }
    for (var variable : variables.keySet()) {
      var problem = problem((String) variable);
      if (problem != null) {
        reader.report(reader.path("Assign") + '/' + variable, problem);
      }
    }
    return templateOrNull(reader, "Assign");
  }

  private static @Nullable String problem(String variable) {
    if (variable.equals("states")) {
      return "the variable $states is reserved";
    }
    var isIdentifier =
        !variable.isEmpty()
            && Character.isUnicodeIdentifierStart(variable.codePointAt(0))
            && variable.codePoints().skip(1).allMatch(Character::isUnicodeIdentifierPart);
    if (!isIdentifier || variable.length() > VARIABLE_MAX) {
      return "a variable's name is a letter followed by letters, digits and _, at most %d in all"
          .formatted(VARIABLE_MAX);
    }
    return null;
  }

  /** The template in a field; null if the field is missing. */
  @Nullable Template templateOrNull(ObjectReader reader, String field) {
    return reader.has(field) ? template(reader, field, reader.value(field)) : null;
  }

  Template template(ObjectReader reader, String field, @Nullable Object value) {
    return templates.read(value, Site.within(statePath, reader.path(field)));
  }

  /** A number of seconds or an expression for it; null if the field is missing. */
  @Nullable Template seconds(ObjectReader reader, String field, long min) {
    if (!TemplateReader.isExpression(reader.value(field))) {
      reader.integer(field, min, State.SECONDS_MAX);
    }
    return templateOrNull(reader, field);
  }
}

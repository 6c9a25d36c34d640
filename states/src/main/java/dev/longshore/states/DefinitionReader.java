package dev.longshore.states;

import dev.longshore.states.json.InvalidJson;
import dev.longshore.states.json.JsonPointer;
import dev.longshore.states.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a whole definition; what is wrong becomes findings. */
final class DefinitionReader {

  /** The largest definition, in bytes of UTF-8. */
  static final int DEFINITION_MAX = 1024 * 1024;

  /** The longest name of a state, in characters. */
  static final int NAME_MAX = 80;

  private static final String LANGUAGE = "QueryLanguage";
  private static final String JSONATA = "JSONata";

  private final Set<TaskResource> resources;
  private final Findings findings;

  DefinitionReader(Set<TaskResource> resources, Findings findings) {
    this.resources = resources;
    this.findings = findings;
  }

  /** The machine; null where not even its outline could be read. */
  @Nullable StateMachine read(String definition) {
    var size = definition.getBytes(StandardCharsets.UTF_8).length;
    if (size > DEFINITION_MAX) {
      findings.add(
          JsonPointer.ROOT,
          "a definition has at most %,d bytes, this one %,d".formatted(DEFINITION_MAX, size));
      return null;
    }
    return json(definition) instanceof Map<?, ?> fields ? machine(fields) : null;
  }

  private @Nullable Object json(String definition) {
    try {
      var value =
          JsonText.parse(
              definition, place -> findings.add(place, "the key stands twice in its object"));
      if (!(value instanceof Map<?, ?>)) {
        findings.add(JsonPointer.ROOT, "a definition must be a JSON object");
      }
      return value;
    } catch (InvalidJson e) {
      findings.add(JsonPointer.ROOT, "not JSON: " + e.getMessage());
      return null;
    }
  }

  private @Nullable StateMachine machine(Map<?, ?> fields) {
    var reader = new ObjectReader(fields, JsonPointer.ROOT, findings);
    reader.textOrNull("Comment");
    version(reader);
    language(reader);
    var startAt = reader.text("StartAt");
    var timeout = reader.integer("TimeoutSeconds", 1, State.SECONDS_MAX);
    var states = reader.object("States");
    reader.finish("a state machine");
    if (states == null) {
      return null;
    }
    var transitions = new Transitions(findings);
    transitions.start(reader.path("StartAt"), startAt);
    return new StateMachine(
        startAt,
        states(states, transitions),
        timeout.isPresent() ? Duration.ofSeconds(timeout.getAsLong()) : null);
  }

  private static void version(ObjectReader reader) {
    var version = reader.textOrNull("Version");
    if (version != null && !version.equals("1.0")) {
      reader.report(reader.path("Version"), "must be \"1.0\", but is \"" + version + '"');
    }
  }

  private static void language(ObjectReader reader) {
    var language = reader.textOrNull(LANGUAGE);
    if (language == null && !reader.has(LANGUAGE)) {
      reader.report(
          JsonPointer.ROOT,
          "the field QueryLanguage is missing, which means JSONPath; only \"JSONata\" is supported"
              + " yet");
    } else if (language != null && !language.equals(JSONATA)) {
      reader.report(
          reader.path(LANGUAGE),
          "must be \"JSONata\", but is \"%s\"; no other is supported yet".formatted(language));
    }
  }

  private Map<String, State> states(ObjectReader reader, Transitions transitions) {
    var states = new LinkedHashMap<String, State>();
    for (var name : reader.names()) {
      if (name.isEmpty() || name.length() > NAME_MAX) {
        findings.add(
            reader.path(name),
            "a state's name has 1 to %d characters, this one %d"
                .formatted(NAME_MAX, name.length()));
      }
      var fields = reader.object(name);
      if (fields != null) {
        transitions.declare(name, fields.path());
        var state = new StateReader(name, fields, resources, findings, transitions).read();
        if (state != null) {
          states.put(name, state);
        }
      }
    }
    if (reader.names().isEmpty()) {
      findings.add(reader.path(), "must hold at least one state");
    } else {
      transitions.check();
    }
    return Collections.unmodifiableMap(states);
  }
}

package dev.longshore.states;

import dev.longshore.states.json.JsonPointer;
import dev.longshore.states.json.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a definition field by field. A field of the wrong kind becomes a finding, and
 * a harmless value is given in its stead; {@link #finish} refuses every field that nobody asked
 * for.
 */
final class ObjectReader {

  private final Map<?, ?> fields;
  private final String path;
  private final Findings findings;
  private final Set<String> known = new TreeSet<>();
  private final Set<String> refused = new HashSet<>();

  ObjectReader(Map<?, ?> fields, String path, Findings findings) {
    this.fields = fields;
    this.path = path;
    this.findings = findings;
  }

  String path() {
    return path;
  }

  String path(String name) {
    return JsonPointer.child(path, name);
  }

  /** The field's value; null if it is missing or is null. */
  @Nullable Object value(String name) {
    known.add(name);
    return fields.get(name);
  }

  boolean has(String name) {
    known.add(name);
    return fields.containsKey(name);
  }

  /** The texts by which the object may be told from others, in the order of the definition. */
  List<String> names() {
    return fields.keySet().stream().map(String.class::cast).toList();
  }

  /** A text that must be there and not be empty. */
  String text(String name) {
    var text = textOrNull(name);
    if (text == null) {
      if (!has(name)) {
        report(path, "the field %s is missing".formatted(name));
      }
      return "";
    }
    if (text.isEmpty()) {
      report(path(name), "must not be empty");
    }
    return text;
  }

  @Nullable String textOrNull(String name) {
    if (!has(name)) {
      return null;
    }
    if (value(name) instanceof String text) {
      return text;
    }
    wrongKind(name, "a text");
    return null;
  }

  /** A whole number, if the field is there. */
  OptionalLong integer(String name, long min, long max) {
    if (!has(name)) {
      return OptionalLong.empty();
    }
    var value = value(name);
    if (value instanceof Integer || value instanceof Long) {
      var number = ((Number) value).longValue();
      if (number >= min && number <= max) {
        return OptionalLong.of(number);
      }
    }
    report(
        path(name),
        "must be a whole number from %d to %d, but is %s".formatted(min, max, shown(value)));
    return OptionalLong.empty();
  }

  double number(String name, double min, double otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    if (value(name) instanceof Number number && number.doubleValue() >= min) {
      return number.doubleValue();
    }
    report(
        path(name),
        "must be a number of at least %s, but is %s".formatted(min, shown(value(name))));
    return otherwise;
  }

  /** The object in a field that must be there; null after a finding. */
  @Nullable ObjectReader object(String name) {
    if (!has(name)) {
      report(path, "the field %s is missing".formatted(name));
      return null;
    }
    return objectAt(value(name), path(name));
  }

  /** The objects of a list; none if the field is missing. */
  List<ObjectReader> objects(String name) {
    if (!has(name)) {
      return List.of();
    }
    if (!(value(name) instanceof List<?> list) || list.isEmpty()) {
      wrongKind(name, "a list with at least one object");
      return List.of();
    }
    var readers = new ArrayList<ObjectReader>();
    for (int i = 0; i < list.size(); i++) {
      var reader = objectAt(list.get(i), JsonPointer.child(path(name), i));
      if (reader != null) {
        readers.add(reader);
      }
    }
    return readers;
  }

  private @Nullable ObjectReader objectAt(@Nullable Object value, String place) {
    if (value instanceof Map<?, ?> map) {
      return new ObjectReader(map, place, findings);
    }
    report(place, "must be an object, but is " + shown(value));
    return null;
  }

  /** Refuses a field that has no place here, saying why; nothing if it is not there. */
  void refuse(String name, String why) {
    if (fields.containsKey(name)) {
      refused.add(name);
      report(path(name), why);
    }
  }

  void report(String place, String message) {
    findings.add(place, message);
  }

  void wrongKind(String name, String wanted) {
    report(path(name), "must be %s, but is %s".formatted(wanted, shown(value(name))));
  }

  /** Refuses every field that was neither asked for nor refused by name. */
  void finish(String owner) {
    for (var name : names()) {
      if (!known.contains(name) && !refused.contains(name)) {
        report(path(name), "unknown field; %s has %s".formatted(owner, String.join(", ", known)));
      }
    }
  }

  private static String shown(@Nullable Object value) {
    var text = JsonText.write(value);
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}

package dev.longshore.job;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one run, by name: strings, numbers, booleans, or any other JSON value where the
 * job declares none.
 *
 * @param values without nulls, in the order of their names
 */
public record Parameters(SortedMap<String, Object> values) {

  public static final Parameters NONE = new Parameters(new TreeMap<>());

  /** Parameters that nobody changes: the map is a copy. */
  public Parameters {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public Parameters(Map<String, ?> values) {
    this(new TreeMap<String, Object>(values));
  }

  /** Whether what was given fits what the job declares. */
  public sealed interface Binding {}

  /** It fits; defaults are filled in. */
  public record Bound(Parameters parameters) implements Binding {}

  /** It does not; {@code reason} names the parameter and what would be right. */
  public record Refused(String reason) implements Binding {}

  /**
   * Holds {@code given} against the {@code declared} parameters. A job that declares none takes
   * any; one that declares some takes no others.
   */
  public static Binding bind(Map<String, Parameter> declared, Map<String, ?> given) {
    var bound = new TreeMap<String, Object>();
    given.forEach((name, value) -> {
      if (value != null) {
        bound.put(name, value);
      }
    });
    for (var entry : declared.entrySet()) {
      var name = entry.getKey();
      var parameter = entry.getValue();
      var value = bound.get(name);
      if (value == null && parameter.defaultValue() != null) {
        bound.put(name, parameter.defaultValue());
      } else if (value == null && parameter.required()) {
        return new Refused("parameter %s is required".formatted(name));
      } else if (value != null) {
        var complaint = parameter.complaint(value);
        if (complaint.isPresent()) {
          return new Refused("parameter %s %s".formatted(name, complaint.get()));
        }
      }
    }
    for (var name : bound.keySet()) {
      if (!declared.isEmpty() && !declared.containsKey(name)) {
        return new Refused(
            "there is no parameter %s; the job takes %s"
                .formatted(name, listed(declared.keySet())));
      }
    }
    return new Bound(new Parameters(bound));
  }

  /** Reads texts, as a command line gives them, in the types that the job declares. */
  public static Map<String, Object> read(
      Map<String, Parameter> declared, Map<String, String> texts) {
    var values = new TreeMap<String, Object>();
    texts.forEach((name, text) -> {
      var parameter = declared.get(name);
      values.put(name, parameter == null ? text : parameter.read(text));
    });
    return values;
  }

  /** The value of a parameter, or null where it has none. */
  public @Nullable Object value(String name) {
    return values.get(name);
  }

  private static String listed(Collection<String> names) {
    return String.join(", ", names);
  }
}

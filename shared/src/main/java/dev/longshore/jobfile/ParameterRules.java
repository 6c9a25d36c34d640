package dev.longshore.jobfile;

import dev.longshore.job.Parameter;
import dev.longshore.jobfile.Node.Flag;
import dev.longshore.jobfile.Node.Listing;
import dev.longshore.jobfile.Node.Mapping;
import dev.longshore.jobfile.Node.Nothing;
import dev.longshore.jobfile.Node.Numeral;
import dev.longshore.jobfile.Node.Text;
import dev.longshore.json.Json;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters that a job declares. */
final class ParameterRules {

  private ParameterRules() {}

  /** Complains of what parameters must keep to beyond their schema. */
  static void check(Keys job) {
    var names = new HashMap<String, String>();
    for (var entry : job.entriesOf("parameters")) {
      var variable = entry.key().toUpperCase(Locale.ROOT);
      var other = names.putIfAbsent(variable, entry.key());
      if (other != null) {
        job.complaints()
            .at(
                entry.place(),
                "%s is there too, and both would be LONGSHORE_PARAM_%s".formatted(other, variable));
      }
      if (entry.value() instanceof Mapping mapping) {
        checkOne(new Keys(mapping, job.complaints()));
      }
    }
  }

  private static void checkOne(Keys parameter) {
    var pattern = parameter.text("pattern");
    var isText = read(parameter).type() == Parameter.Type.STRING;
    if (pattern != null && !isText && parameter.areSound("type")) {
      parameter.complain("pattern", "is for parameters of type string only");
    } else if (pattern != null) {
      Parameter.patternComplaint(pattern)
          .ifPresent(complaint -> parameter.complain("pattern", complaint));
    }
    if (parameter.areSound("type", "pattern", "default")) {
      var read = read(parameter);
      var value = read.defaultValue();
      var complaint = value == null ? Optional.<String>empty() : read.complaint(value);
      complaint.ifPresent(message -> parameter.complain("default", message));
    }
  }

  /** The parameters of a job without complaints. */
  static SortedMap<String, Parameter> readAll(Keys job) {
    var parameters = new TreeMap<String, Parameter>();
    for (var entry : job.entriesOf("parameters")) {
      parameters.put(entry.key(), read(new Keys((Mapping) entry.value(), job.complaints())));
    }
    return parameters;
  }

  private static Parameter read(Keys parameter) {
    var value = parameter.mapping().value("default");
    return new Parameter(
        parameter.word("type", Parameter.Type.STRING),
        parameter.text("pattern"),
        parameter.isTrue("required"),
        value == null ? null : value(value));
  }

  /** The value as JSON has it, so that a default equals the same value in a message. */
  private static @Nullable Object value(Node node) {
    return switch (node) {
      case Text(_, var text) -> text;
      case Numeral number ->
          Json.parse(
              number.isWhole()
                  ? number.value().toBigInteger().toString()
                  : String.valueOf(number.value().doubleValue()));
      case Flag(_, _, var value) -> value;
      case Nothing _, Listing _, Mapping _ -> null;
    };
  }
}

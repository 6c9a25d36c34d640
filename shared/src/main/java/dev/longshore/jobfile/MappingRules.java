package dev.longshore.jobfile;

import dev.longshore.jobfile.Node.Entry;
import dev.longshore.jobfile.Node.Mapping;
import dev.longshore.jobfile.Node.Text;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The keywords that say which keys a mapping has. */
final class MappingRules {

  private static final Fields NO_PROPERTIES = new Fields(Map.of());

  // Where a later version's key says what runs, the image is not what is missing.
  private static final Set<String> INSTEAD_OF_IMAGE = Set.of("build", "taskDefinition");

  private final JobSchema all;

  MappingRules(JobSchema all) {
    this.all = all;
  }

  void check(Mapping mapping, Fields schema, Complaints complaints) {
    var keys = mapping.entries().size();
    Sizes.check(mapping.place(), keys, schema, "Properties", "keys", complaints);
    var properties = schema.object("properties").orElse(NO_PROPERTIES);
    var names = schema.object("propertyNames");
    var meant = new HashSet<String>();
    for (var entry : mapping.entries()) {
      names.ifPresent(rule -> all.check(new Text(entry.place(), entry.key()), rule, complaints));
      var property = properties.object(entry.key());
      if (property.isPresent()) {
        all.check(entry.value(), property.get(), complaints);
      } else if (schema.values().get("additionalProperties") instanceof Map<?, ?> others) {
        all.check(entry.value(), Fields.of(others), complaints);
      } else if (Boolean.FALSE.equals(schema.values().get("additionalProperties"))) {
        meant.addAll(refuse(entry, schema, properties.values().keySet(), complaints));
      }
    }
    checkRequired(mapping, schema, meant, complaints);
    checkOneOf(mapping, schema, meant, complaints);
  }

  /** Complains of an unknown key, and returns the known one that may have been meant. */
  private static Set<String> refuse(
      Entry entry, Fields schema, Set<String> known, Complaints complaints) {
    var notYet = schema.object("notYet").flatMap(later -> later.find(entry.key()));
    if (notYet.isPresent()) {
      complaints.at(entry.place(), "not yet: " + notYet.get());
      return INSTEAD_OF_IMAGE.contains(entry.key()) ? Set.of("image") : Set.of();
    }
    var near = Spelling.nearest(entry.key(), known);
    complaints.at(
        entry.place(),
        near.map("unknown key; did you mean %s?"::formatted)
            .orElseGet(() -> "unknown key; the known ones are " + String.join(", ", known)));
    return near.map(Set::of).orElse(Set.of());
  }

  private static void checkRequired(
      Mapping mapping, Fields schema, Set<String> meant, Complaints complaints) {
    for (var key : schema.texts("required")) {
      if (mapping.value(key) == null && !meant.contains(key)) {
        complaints.at(
            mapping.place().at(mapping.place().pathOf(key)),
            "is missing; an example is %s: %s".formatted(key, example(schema, key)));
      }
    }
  }

  private static String example(Fields schema, String key) {
    var property = schema.object("properties").flatMap(all -> all.object(key)).orElseThrow();
    var example =
        property.values().get("examples") instanceof Iterable<?> examples
            ? examples.iterator().next()
            : null;
    return example instanceof String text ? text : Json.write(example);
  }

  // The schema's only use of oneOf: each branch requires one key.
  private static void checkOneOf(
      Mapping mapping, Fields schema, Set<String> meant, Complaints complaints) {
    var choice =
        schema.objects("oneOf").stream()
            .map(branch -> branch.texts("required").getFirst())
            .toList();
    var chosen =
        choice.stream().filter(key -> mapping.value(key) != null || meant.contains(key)).toList();
    if (!choice.isEmpty() && chosen.size() != 1) {
      complaints.at(
          mapping.place(),
          "must have exactly one of %s, but has %s"
              .formatted(
                  String.join(", ", choice),
                  chosen.isEmpty() ? "none" : String.join(" and ", chosen)));
    }
  }
}

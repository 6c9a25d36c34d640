package dev.longshore.jobfile;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The keys, bounds and promises of the published schema, as the tests ask for them. */
final class SchemaWalk {

  static final Path FILE = Path.of("../schema/job.schema.json");

  private SchemaWalk() {}

  static Fields schema() {
    try {
      return Json.parseObject(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each key and its schema; {@code *} stands for a name that the file's author gives. */
  static Map<String, Fields> keys() {
    var keys = new LinkedHashMap<String, Fields>();
    walk((path, schema) -> {
      if (!path.isEmpty() && !path.endsWith("[]") && !path.endsWith(" name")) {
        keys.putIfAbsent(path, schema);
      }
    });
    return keys;
  }

  /** The keys that have a least and a most value. */
  static Set<String> ranges() {
    var ranges = new TreeSet<String>();
    walk((path, schema) -> {
      if (schema.has("minimum") || schema.has("durationMinimum")) {
        ranges.add(path);
      }
    });
    return ranges;
  }

  /** What has a most size: keys, the entries ({@code []}) and the names below them. */
  static Set<String> sizes() {
    var sizes = new TreeSet<String>();
    walk((path, schema) -> {
      if (schema.has("maxLength") || schema.has("maxItems") || schema.has("maxProperties")) {
        sizes.add(path);
      }
    });
    sizes.remove("schedule.timezone"); // no zone's name comes near its bound
    return sizes;
  }

  /** The paths of keys that a later version will take. */
  static Set<String> laterKeys() {
    var later = new TreeSet<String>();
    walk((path, schema) ->
        schema
            .object("notYet")
            .filter(_ -> schema.has("properties"))
            .ifPresent(keys ->
                keys.values()
                    .keySet()
                    .forEach(key -> later.add(path.isEmpty() ? key : path + "." + key))));
    return later;
  }

  /** Every schema within the schema, with the path of the key that it is for. */
  static void walk(BiConsumer<String, Fields> visitor) {
    walk("", schema(), schema(), visitor);
  }

  private static void walk(
      String path, Fields schema, Fields root, BiConsumer<String, Fields> visitor) {
    visitor.accept(path, schema);
    if (schema.has("$ref")) {
      var name = schema.text("$ref").substring("#/$defs/".length());
      walk(path, root.object("$defs").orElseThrow().object(name).orElseThrow(), root, visitor);
    }
    for (var branch : new String[] {"then", "else"}) {
      schema.object(branch).ifPresent(one -> walk(path, one, root, visitor));
    }
    schema
        .object("items")
        .ifPresent(items -> {
          var isOfMappings =
              items.has("$ref") ? items.text("$ref").endsWith("schedule") : items.has("properties");
          walk(isOfMappings ? path : path + "[]", items, root, visitor);
        });
    schema.object("propertyNames").ifPresent(names -> walk(path + " name", names, root, visitor));
    if (schema.values().get("additionalProperties") instanceof Map<?, ?> others) {
      walk(path + ".*", Fields.of(others), root, visitor);
    }
    schema
        .object("properties")
        .ifPresent(properties ->
            properties
                .values()
                .keySet()
                .forEach(key ->
                    walk(
                        path.isEmpty() ? key : path + "." + key,
                        properties.object(key).orElseThrow(),
                        root,
                        visitor)));
  }
}

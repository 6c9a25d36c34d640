package dev.longshore.jobfile;

import dev.longshore.jobfile.Node.Listing;
import dev.longshore.jobfile.Node.Mapping;
import dev.longshore.jobfile.Node.Nothing;
import dev.longshore.jobfile.Node.Scalar;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;

/**
 * The schema of a job file, held against a file.
 *
 * <p>It reads the published {@code job.schema.json}, the keywords that stand there and no others,
 * and complains in words meant for people. A whole JSON Schema library takes 300 ms and half a
 * second of CPU to start, a third of what a command may take; it is the oracle of the tests
 * instead.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-validation">JSON Schema
 *     2020-12</a>
 */
final class JobSchema {

  private static final String FILE = "job.schema.json";
  private static final String DEFINITIONS = "#/$defs/";

  private final Fields root;
  private final MappingRules mappings = new MappingRules(this);

  JobSchema(Fields root) {
    this.root = root;
  }

  /** The published schema. */
  static JobSchema load() {
    try (var file = Objects.requireNonNull(JobSchema.class.getResourceAsStream(FILE), FILE)) {
      var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new JobSchema(Json.parseObject(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Complains of all in {@code file} that the schema does not allow. */
  void check(Mapping file, Complaints complaints) {
    check(file, root, complaints);
  }

  /** Complains of all in {@code node} that {@code schema} does not allow. */
  void check(Node node, Fields schema, Complaints complaints) {
    if (complaints.areFull()) {
      return;
    }
    if (schema.has("$ref")) {
      check(node, definition(schema.text("$ref")), complaints);
    }
    if (!TypeRules.check(node, schema, complaints)) {
      return;
    }
    schema // the schema's only conditions are of a type
        .object("if")
        .flatMap(type -> schema.object(TypeRules.fits(node, type) ? "then" : "else"))
        .ifPresent(branch -> check(node, branch, complaints));
    switch (node) {
      case Listing list -> checkList(list, schema, complaints);
      case Mapping mapping -> mappings.check(mapping, schema, complaints);
      case Scalar scalar -> ScalarRules.check(scalar, schema, complaints);
      case Nothing _ -> {}
    }
  }

  private Fields definition(String reference) {
    var name = reference.substring(DEFINITIONS.length());
    return root.object("$defs").flatMap(all -> all.object(name)).orElseThrow();
  }

  private void checkList(Listing list, Fields schema, Complaints complaints) {
    Sizes.check(list.place(), list.entries().size(), schema, "Items", "entries", complaints);
    schema
        .object("items")
        .ifPresent(items -> list.entries().forEach(entry -> check(entry, items, complaints)));
    if (schema.isTrue("uniqueItems")) {
      var seen = new HashSet<Object>();
      list.entries().stream()
          .filter(entry -> entry instanceof Scalar scalar && !seen.add(scalar.identity()))
          .forEach(entry -> complaints.at(entry.place(), "is there twice; keep one"));
    }
  }
}

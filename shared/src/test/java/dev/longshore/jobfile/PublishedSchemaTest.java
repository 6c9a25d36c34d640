package dev.longshore.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.FargateSize;
import dev.longshore.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PublishedSchemaTest {

  private static final Set<String> KEYWORDS =
      Set.of(
          "$schema",
          "$id",
          "$comment",
          "$defs",
          "$ref",
          "title",
          "description",
          "default",
          "examples",
          "type",
          "enum",
          "properties",
          "additionalProperties",
          "propertyNames",
          "required",
          "oneOf",
          "if",
          "then",
          "else",
          "items",
          "minItems",
          "maxItems",
          "uniqueItems",
          "maxProperties",
          "pattern",
          "patternErrorMessage",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "durationMinimum",
          "durationMaximum",
          "notYet");

  @Test
  void isTheFileThatTheProgramReads() throws IOException {
    try (var packed =
        Objects.requireNonNull(JobSchema.class.getResourceAsStream("job.schema.json"))) {
      assertThat(new String(packed.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(Files.readString(SchemaWalk.FILE));
    }
  }

  @Test
  void usesNoKeywordThatTheProgramDoesNotRead() {
    var used = new TreeSet<String>();
    SchemaWalk.walk((_, schema) -> used.addAll(schema.values().keySet()));

    assertThat(KEYWORDS).containsAll(used);
  }

  @Test
  void usesConditionsAndBoundsInTheOneFormThatTheProgramReads() {
    SchemaWalk.walk((path, schema) -> {
      schema
          .object("if")
          .ifPresent(one -> assertThat(one.values()).as(path).containsOnlyKeys("type"));
      schema
          .objects("oneOf")
          .forEach(one -> {
            assertThat(one.values()).as(path).containsOnlyKeys("required");
            assertThat(one.texts("required")).as(path).hasSize(1);
          });
      assertThat(schema.has("minimum") || schema.has("exclusiveMinimum"))
          .as(path)
          .isEqualTo(schema.has("maximum"));
      assertThat(schema.has("durationMinimum")).as(path).isEqualTo(schema.has("durationMaximum"));
    });
  }

  @Test
  void allowsNoMoreEntriesThanTheRulesLookInto() {
    SchemaWalk.walk((path, schema) -> {
      var isOfMappings =
          schema
              .object("items")
              .filter(items -> !items.has("type") || "object".equals(items.values().get("type")))
              .isPresent();
      if (schema.has("maxProperties") || isOfMappings) {
        var most =
            schema.has("maxProperties")
                ? schema.integer("maxProperties")
                : schema.integer("maxItems");
        assertThat(most).as(path).isLessThanOrEqualTo(Keys.ENTRIES_MAX);
      }
    });
  }

  @Test
  void helpsAnEditorWithEachKey() {
    SchemaWalk.keys()
        .forEach((key, schema) -> {
          if (!key.endsWith("*")) {
            assertThat(schema.values()).as(key).containsKeys("title", "description", "examples");
          }
        });
  }

  @Test
  void letsItsPatternsMatchAllOfATextAndExplainsThem() {
    SchemaWalk.walk((path, schema) -> {
      if (schema.has("pattern")) {
        assertThat(schema.text("pattern")).as(path).startsWith("^").endsWith("$");
        assertThat(schema.text("patternErrorMessage")).as(path).contains("must be");
      }
    });
  }

  @Test
  void givesExamplesThatItAllowsItself() {
    var checker = JobSchema.load();
    SchemaWalk.keys()
        .forEach((key, schema) -> {
          for (var example :
              schema.values().get("examples") instanceof Iterable<?> all ? all : Set.of()) {
            var complaints = new Complaints(SchemaWalk.FILE);
            var value =
                YamlReader.read("example: " + Json.write(example), complaints)
                    .orElseThrow()
                    .value("example");
            checker.check(Objects.requireNonNull(value), schema, complaints);
            assertThat(complaints.sorted()).as(key).isEmpty();
          }
        });
  }

  @Test
  void namesTheCpuSizesAndTheBoundsThatFargateHas() {
    var grid = FargateSize.grid();
    var properties = SchemaWalk.schema().object("properties").orElseThrow();
    var cpu = properties.object("cpu").orElseThrow();
    var memory = properties.object("memory").orElseThrow();

    assertThat(cpu.integers("examples"))
        .isEqualTo(grid.stream().map(FargateSize::cpu).distinct().toList());
    assertThat(grid.stream().mapToInt(FargateSize::cpu).summaryStatistics())
        .satisfies(sizes -> {
          assertThat(cpu.integer("minimum")).isEqualTo(sizes.getMin());
          assertThat(cpu.integer("maximum")).isEqualTo(sizes.getMax());
        });
    assertThat(grid.stream().mapToInt(FargateSize::memory).summaryStatistics())
        .satisfies(sizes -> {
          assertThat(memory.integer("minimum")).isEqualTo(sizes.getMin());
          assertThat(memory.integer("maximum")).isEqualTo(sizes.getMax());
        });
  }
}

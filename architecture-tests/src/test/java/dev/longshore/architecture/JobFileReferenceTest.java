package dev.longshore.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The reference of the job file says what the schema says.
 *
 * <p>Run with {@code -Ddocs=fix} to have it rewritten.
 */
class JobFileReferenceTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/reference/job-file.md");
  private static final boolean FIX = "fix".equals(System.getProperty("docs"));
  private static final String HEAD =
      """
      # The job file

      One YAML file a job, in `jobs/`. `job` and `image` are required; a key that is not here is an error. Editors that
      know JSON Schema complete and check it with [schema/job.schema.json](../../schema/job.schema.json). Durations are
      written `90s`, `15m`, `1h30m` or `2d`.

      | key | default | what it says |
      |---|---|---|
      """;
  private static final String LATER =
      """

      ## Not yet

      These keys are known and refused, each with a line that says so:
      """;

  private final Fields schema = schema();

  @Test
  void theReferenceSaysWhatTheSchemaSays() throws IOException {
    var page = page();
    if (FIX) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("run mvn test -am -pl architecture-tests -Ddocs=fix to have it rewritten")
        .isEqualTo(page);
  }

  private static Fields schema() {
    try {
      return Json.parseObject(Files.readString(ROOT.resolve("schema/job.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String page() {
    var page = new StringBuilder(HEAD);
    var later = new TreeMap<String, String>();
    rows("", schema, later).forEach(page::append);
    page.append(LATER).append("\n| key | |\n|---|---|\n");
    later.forEach((key, why) -> page.append("| `%s` | %s |\n".formatted(key, why)));
    return page.toString();
  }

  private List<String> rows(String prefix, Fields of, Map<String, String> later) {
    var rows = new ArrayList<String>();
    of.object("notYet")
        .ifPresent(keys -> keys.values().forEach((key, why) -> later.put(prefix + key, "" + why)));
    for (var entry : properties(of).entrySet()) {
      var property = Fields.of(entry.getValue());
      var key = prefix + entry.getKey();
      rows.add(row(key, property));
      var named = within(property, "additionalProperties").isPresent() ? "NAME." : "";
      rows.addAll(rows(key + "." + named, inner(property), later));
    }
    return rows;
  }

  private static Map<String, ?> properties(Fields of) {
    return of.object("properties").<Map<String, ?>>map(Fields::values).orElse(Map.of());
  }

  /** Where the keys within a key stand: at itself, or in a definition of the schema. */
  private Fields inner(Fields property) {
    var reference =
        Optional.of(property)
            .filter(it -> it.has("$ref"))
            .or(() -> within(property, "else"))
            .or(() -> within(property, "additionalProperties"))
            .flatMap(it -> it.find("$ref"));
    return reference.map(this::definition).orElse(property);
  }

  private static Optional<Fields> within(Fields property, String keyword) {
    return property.values().get(keyword) instanceof Map<?, ?>
        ? property.object(keyword)
        : Optional.empty(); // a schema may also be true or false
  }

  private Fields definition(String reference) {
    var name = reference.substring(reference.lastIndexOf('/') + 1);
    return schema.object("$defs").flatMap(all -> all.object(name)).orElseThrow();
  }

  private static String row(String key, Fields property) {
    var byDefault = Objects.toString(property.values().get("default"), "");
    var shown = byDefault.isEmpty() ? "" : "`%s`".formatted(byDefault);
    return "| `%s` | %s | %s |\n"
        .formatted(key, shown, property.text("description").replace("|", "\\|"));
  }
}

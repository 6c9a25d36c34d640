package dev.longshore.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.longshore.jobfile.Node.Flag;
import dev.longshore.jobfile.Node.Listing;
import dev.longshore.jobfile.Node.Mapping;
import dev.longshore.jobfile.Node.Nothing;
import dev.longshore.jobfile.Node.Numeral;
import dev.longshore.jobfile.Node.Text;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our reading of the schema, held against a JSON Schema library's. */
class JobSchemaOracleTest {

  private static final int MUTANTS = 3_000;

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Schema library;
  private final JobSchema ours = new JobSchema(withoutDurations(SchemaWalk.schema()));

  JobSchemaOracleTest() throws IOException {
    library = registry.getSchema(Files.readString(SchemaWalk.FILE), InputFormat.JSON);
  }

  // JSON Schema has no ranges of durations: the library cannot know ours.
  private static Fields withoutDurations(Fields schema) {
    return Fields.of(without(schema.values()));
  }

  private static Object without(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, inner) -> {
          if (!key.equals("durationMinimum") && !key.equals("durationMaximum")) {
            copy.put((String) key, without(inner));
          }
        });
        yield copy;
      }
      case List<?> list -> list.stream().map(JobSchemaOracleTest::without).toList();
      default -> value;
    };
  }

  @Test
  void theSchemaIsASchema() throws IOException {
    var metaSchema =
        registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(metaSchema.validate(Files.readString(SchemaWalk.FILE), InputFormat.JSON)).isEmpty();
    assertThat(metaSchema.validate("{\"type\": \"nothing\"}", InputFormat.JSON)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.longshore.jobfile.JobFileCases#all")
  void judgesEachCaseAsTheLibraryDoes(JobFileCases one) {
    assertJudgesAsTheLibraryDoes(one.text());
  }

  @Test
  void judgesMutantsAsTheLibraryDoes() {
    var seed = System.nanoTime();
    var mutations = new Mutations(new Random(seed));
    var judged = 0;
    for (var i = 0; i < MUTANTS; i++) {
      var text = mutations.next();
      try {
        judged += assertJudgesAsTheLibraryDoes(text) ? 1 : 0;
      } catch (AssertionError e) {
        throw new AssertionError("seed %d:%n%s".formatted(seed, text), e);
      }
    }
    assertThat(judged).as("seed %d", seed).isGreaterThan(MUTANTS / 4);
  }

  /** Whether the text was YAML at all, so that both could judge it. */
  private boolean assertJudgesAsTheLibraryDoes(String text) {
    var complaints = new Complaints(Path.of("x.yaml"));
    var mapping = YamlReader.read(text, complaints);
    if (mapping.isEmpty() || !complaints.isEmpty()) {
      return false;
    }
    ours.check(mapping.get(), complaints);

    var expected = new TreeSet<String>();
    libraryErrors(mapping.get()).forEach(error -> expected.add(path(error)));
    var found = new TreeSet<String>();
    complaints.sorted().forEach(one -> found.add(one.key()));

    assertThat(found.isEmpty())
        .as("ours %s, the library's %s", found, expected)
        .isEqualTo(expected.isEmpty());
    if (found.size() < Complaints.TOLD_MAX) {
      assertEachMeetsOne(found, expected);
      assertEachMeetsOne(expected, found);
    }
    return true;
  }

  /** Each path is one of the others, or lies above or below one. */
  private static void assertEachMeetsOne(Set<String> paths, Set<String> others) {
    for (var path : paths) {
      assertThat(others)
          .as("%s among %s", path, others)
          .anyMatch(other -> Place.isWithin(path, other) || Place.isWithin(other, path));
    }
  }

  /** Where the library complains, as a path of ours. */
  private static String path(Error error) {
    var place = new Place("", 1, 1);
    var location = error.getInstanceLocation();
    for (var i = 0; i < location.getNameCount(); i++) {
      var element = location.getElement(i);
      place =
          place.at(
              element instanceof Integer index
                  ? place.pathOf(index)
                  : place.pathOf(element.toString()));
    }
    return place.path();
  }

  private List<Error> libraryErrors(Mapping mapping) {
    return library.validate(Json.write(plain(mapping)), InputFormat.JSON);
  }

  private static @Nullable Object plain(Node node) {
    return switch (node) {
      case Text(_, var text) -> text;
      case Numeral number ->
          number.isWhole() ? number.value().toBigIntegerExact() : number.value().doubleValue();
      case Flag(_, _, var value) -> value;
      case Nothing _ -> null;
      case Listing(_, var entries) -> {
        var list = new ArrayList<@Nullable Object>();
        entries.forEach(entry -> list.add(plain(entry)));
        yield list;
      }
      case Mapping(_, var entries) -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        entries.forEach(entry -> map.put(entry.key(), plain(entry.value())));
        yield map;
      }
    };
  }

  @Test
  void theLibraryDoesComplain() {
    var bad = YamlReader.read("job: A\n", new Complaints(Path.of("x.yaml"))).orElseThrow();

    assertThat(libraryErrors(bad)).hasSize(2);
  }
}

package dev.longshore.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.Parameters.Bound;
import dev.longshore.job.Parameters.Refused;
import dev.longshore.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  private static Parameter optional(Parameter.Type type) {
    return new Parameter(type, null, false, null);
  }

  private static Parameter required(Parameter.Type type) {
    return new Parameter(type, null, true, null);
  }

  private static Parameters parameters(Map<String, ?> values) {
    return new Parameters(values);
  }

  @Test
  void whatIsGivenIsBoundAndDefaultsAreFilledIn() {
    var declared =
        Map.of(
            "key", required(Parameter.Type.STRING),
            "limit", new Parameter(Parameter.Type.INTEGER, null, false, 100),
            "dry", optional(Parameter.Type.BOOLEAN));

    assertThat(Parameters.bind(declared, Map.of("key", "a")))
        .isEqualTo(new Bound(parameters(Map.of("key", "a", "limit", 100))));
    assertThat(Parameters.bind(declared, Map.of("key", "a", "limit", 5, "dry", true)))
        .isEqualTo(new Bound(parameters(Map.of("key", "a", "limit", 5, "dry", true))));
  }

  @Test
  void nullIsAsIfItWereNotGiven() {
    var given = new TreeMap<String, @Nullable Object>();
    given.put("key", null);

    assertThat(
            Parameters.bind(
                Map.of("key", new Parameter(Parameter.Type.STRING, null, true, "x")), given))
        .isEqualTo(new Bound(parameters(Map.of("key", "x"))));
    assertThat(Parameters.bind(Map.of("key", required(Parameter.Type.STRING)), given))
        .isEqualTo(new Refused("parameter key is required"));
  }

  @Test
  void aJobThatDeclaresNoneTakesAny() {
    assertThat(Parameters.bind(Map.of(), Map.of("a", List.of(1), "b", Map.of())))
        .isEqualTo(new Bound(parameters(Map.of("a", List.of(1), "b", Map.of()))));
  }

  @Test
  void aJobThatDeclaresSomeTakesNoOthers() {
    assertThat(Parameters.bind(Map.of("key", optional(Parameter.Type.STRING)), Map.of("kye", "a")))
        .isEqualTo(new Refused("there is no parameter kye; the job takes key"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # type  | JSON value          | what is wrong
          STRING  | "a"                 | -
          STRING  | ""                  | -
          STRING  | 5                   | must be of type string, but is 5
          STRING  | true                | must be of type string, but is true
          STRING  | ["a"]               | must be of type string, but is [a]
          INTEGER | 5                   | -
          INTEGER | -5                  | -
          INTEGER | 3000000000          | -
          INTEGER | 99999999999999999999 | -
          INTEGER | 5.0                 | must be of type integer, but is 5.0
          INTEGER | "5"                 | must be of type integer, but is 5
          NUMBER  | 5                   | -
          NUMBER  | 5.5                 | -
          NUMBER  | "5.5"               | must be of type number, but is 5.5
          BOOLEAN | true                | -
          BOOLEAN | "true"              | must be of type boolean, but is true
          BOOLEAN | 0                   | must be of type boolean, but is 0
          """)
  void aValueHasTheTypeThatTheJobDeclares(
      Parameter.Type type, String json, @Nullable String complaint) {
    var value = Objects.requireNonNull(Json.parse(json));

    assertThat(optional(type).complaint(value).orElse(null)).isEqualTo(complaint);
    assertThat(Parameters.bind(Map.of("p", optional(type)), Collections.singletonMap("p", value)))
        .isEqualTo(
            complaint == null
                ? new Bound(parameters(Map.of("p", value)))
                : new Refused("parameter p " + complaint));
  }

  @Test
  void aPatternMustMatchTheWholeText() {
    var parameter = new Parameter(Parameter.Type.STRING, "[a-z/]+", false, null);

    assertThat(parameter.complaint("orders/new")).isEmpty();
    for (var wrong : List.of("", "A", "a b", "orders\n", "../x")) {
      assertThat(parameter.complaint(wrong)).contains("must match [a-z/]+, but is " + wrong);
    }
  }

  @Test
  void aLongValueIsCutInTheComplaint() {
    assertThat(optional(Parameter.Type.INTEGER).complaint("a".repeat(61)))
        .contains("must be of type integer, but is %s…".formatted("a".repeat(60)));
  }

  @Test
  void aPatternThatBacktracksForEverIsGivenUp() {
    var parameter =
        new Parameter(Parameter.Type.STRING, "(.*)(.*)(.*)(.*)(.*)(.*)(.*)c", false, null);

    assertThat(parameter.complaint("a".repeat(1_000)))
        .contains("takes too long to match against (.*)(.*)(.*)(.*)(.*)(.*)(.*)c");
  }

  @Test
  void aPatternThatNeedsTheWholeStackIsGivenUp() {
    var parameter = new Parameter(Parameter.Type.STRING, "(a|b)*", false, null);

    assertThat(parameter.complaint("ab".repeat(100))).isEmpty();
    assertThat(parameter.complaint("ab".repeat(400_000)))
        .contains("takes too long to match against (a|b)*");
  }

  @Test
  void aMatchMayReadUpToItsMostAndNoFurther() {
    // A literal is read once, letter by letter.
    assertThat(Match.of("a*", "a".repeat(Match.READS_MAX))).isEqualTo(Match.FITS);
    assertThat(Match.of("a*", "a".repeat(Match.READS_MAX + 1))).isEqualTo(Match.TOO_COSTLY);
    assertThat(Match.of("a*", "b")).isEqualTo(Match.DIFFERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # type  | on the command line | in a message
          STRING  | 5                   | "5"
          INTEGER | 5                   | 5
          INTEGER | 3000000000          | 3000000000
          INTEGER | 99999999999999999999 | 99999999999999999999
          INTEGER | 5.0                 | 5.0
          INTEGER | five                | "five"
          INTEGER | 007                 | "007"
          INTEGER | +5                  | "+5"
          INTEGER | true                | "true"
          INTEGER | ''                  | ""
          NUMBER  | 5                   | 5
          NUMBER  | 1.50                | 1.5
          NUMBER  | 1e3                 | 1000.0
          NUMBER  | NaN                 | "NaN"
          NUMBER  | 1e999               | "1e999"
          NUMBER  | 0x10                | "0x10"
          NUMBER  | 1d                  | "1d"
          BOOLEAN | true                | true
          BOOLEAN | false               | false
          BOOLEAN | yes                 | "yes"
          """)
  void aTextOfTheCommandLineIsTheValueThatAMessageWouldHold(
      Parameter.Type type, String text, String json) {
    assertThat(Parameters.read(Map.of("p", optional(type)), Map.of("p", text)))
        .isEqualTo(Map.of("p", Json.parse(json)));
  }

  @Test
  void aTextOfTheCommandLineStaysOneWhereNothingIsDeclared() {
    assertThat(Parameters.read(Map.of(), Map.of("p", "5"))).isEqualTo(Map.of("p", "5"));
  }

  @Test
  void parametersAreTheSameWhateverBecomesOfTheirSource() {
    var source = new TreeMap<String, Object>(Map.of("a", 1));
    var parameters = new Parameters(source);
    source.clear();

    assertThat(parameters.value("a")).isEqualTo(1);
    assertThat(parameters.value("b")).isNull();
    assertThatThrownBy(() -> parameters.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}

package dev.longshore.states.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where it has an answer at all, that is JSONata's. */
class PlainPathTest {

  @Test
  void whatItFindsIsWhatJsonataFinds() {
    var states = new LinkedHashMap<String, Object>();
    states.put("text", "a");
    states.put("number", 1);
    states.put("truth", false);
    states.put("empty", Map.of());
    states.put("list", List.of(Map.of("a", 1), Map.of("a", 2)));
    states.put("one", List.of("single"));
    states.put("nil", Jsonata.NULL_VALUE);
    states.put("object", Map.of("a", Map.of("b", "deep"), "list", List.of(1)));
    var found = 0;
    for (var path :
        List.of(
            "text",
            "number",
            "truth",
            "empty",
            "list",
            "one",
            "nil",
            "object",
            "missing",
            "text.a",
            "list.a",
            "one.a",
            "nil.a",
            "object.a",
            "object.a.b",
            "object.a.b.c",
            "object.list",
            "missing.a",
            "empty.a")) {
      var source = "$states." + path;
      var value = follow(source, states);
      if (value != null) {
        found++;
        assertThat(value).as(source).isEqualTo(byJsonata(source, states));
      }
    }
    assertThat(found).isEqualTo(7);
  }

  @Test
  void aVariableStandsBeforeStates() {
    var scope = scope(Map.of("a", 1), Map.of("order", Map.of("id", "o-1")));
    assertThat(PlainPath.of("$order.id").orElseThrow().follow(scope)).isEqualTo("o-1");
    assertThat(PlainPath.of("$nothing.id").orElseThrow().follow(scope)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$states",
        "states.a",
        "$.a",
        "$$.a",
        "$states.a[0]",
        "$states.a = 1",
        "$states.`a b`",
        "$states.$a",
        "$states.*",
        "$states.a.**",
        "$states.%",
        "$count($states.a)",
        "$states .a",
        "$states.a.true",
        "$states.in.a",
        "$states.a-b",
        "$states..a",
        "$states.a."
      })
  void otherExpressionsAreNoPaths(String source) {
    assertThat(PlainPath.of(source)).isEmpty();
  }

  private static @Nullable Object follow(String source, Map<String, Object> states) {
    return PlainPath.of(source).orElseThrow().follow(scope(states, Map.of()));
  }

  private static @Nullable Object byJsonata(String source, Map<String, Object> states) {
    var expression = Jsonata.jsonata(source);
    expression.setOutputConvertNulls(false);
    return expression.evaluate(
        null, scope(states, Map.of()).frame(QueryFunctions.namesIn(source), false));
  }

  private static Scope scope(Map<String, Object> states, Map<String, Object> variables) {
    return new Scope(
        () -> states,
        variables,
        new QueryFunctions(InstantSource.fixed(Instant.EPOCH), new SplittableRandom(1)));
  }
}

package dev.longshore.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void aTextIsReadAsPlainValues() {
    assertThat(Json.parse("[1, 3000000000, 12345678901234567890, 1.5, true, null, \"ü\\n\", {}]"))
        .isEqualTo(
            Arrays.asList(
                1,
                3_000_000_000L,
                new BigInteger("12345678901234567890"),
                1.5,
                true,
                null,
                "ü\n",
                Map.of()));
  }

  @Test
  void fieldsKeepTheirOrder() {
    assertThat(Json.parse("{\"b\": 1, \"a\": 2, \"c\": 3}"))
        .asInstanceOf(MAP)
        .containsExactly(Map.entry("b", 1), Map.entry("a", 2), Map.entry("c", 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a":1} 2      | not JSON: something follows the value in line 1
          {"a":1}{"a":2} | not JSON: something follows the value in line 1
          {"a":1} x      | not JSON: Unrecognized token 'x'
          {"a":1,"a":2}  | not JSON: Duplicate
          {"a":1         | not JSON: Unexpected end-of-input: expected close marker for Object in line 1
          [1,]           | not JSON: Unexpected character (']'
          hello          | not JSON: Unrecognized token 'hello'
          NaN            | not JSON: Non-standard token 'NaN'
          01             | not JSON: Invalid numeric value
          1e400          | a number is too large: its size is over 1e308
          {"a":[-1e400]} | a number is too large: its size is over 1e308
          """)
  void whatIsNotOneValueIsRefusedInALine(String text, String start) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).startsWith(start).hasLineCount(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n"})
  void nothingIsNotJson(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.parse(text))
        .withMessageStartingWith("not JSON: ");
  }

  @Test
  void theComplaintSaysWhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.parse("{\n  \"a\": x\n}"))
        .withMessageContaining("in line 2, column ");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.parse("[".repeat(100_000)))
        .withMessageContaining("nesting depth");
  }

  @Test
  void anObjectIsAskedFor() {
    assertThat(Json.parseObject("{\"a\": 1}").integer("a")).isEqualTo(1);
    for (var text : List.of("[]", "1", "null", "\"a\"")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Json.parseObject(text))
          .withMessageStartingWith("a JSON object is needed, but this is ");
    }
  }

  @Test
  void whatIsWrittenIsReadBack() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 2_000; i++) {
      var value = value(random, 4);

      assertThat(Json.parse(Json.write(value))).as("seed %d", seed).isEqualTo(value);
      assertThat(Json.parse(Json.writePretty(value))).as("seed %d", seed).isEqualTo(value);
    }
  }

  private static @Nullable Object value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> random.nextLong(1L << 40, Long.MAX_VALUE);
      case 4 -> random.nextDouble();
      case 5 -> text(random);
      case 6 -> {
        var list = new ArrayList<@Nullable Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
          map.put(text(random), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static String text(RandomGenerator random) {
    var text = new StringBuilder();
    for (var i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(random.nextInt(4) == 0 ? 0x1F6A2 : random.nextInt(0x800));
    }
    return text.toString();
  }

  @Test
  void anObjectUnderConstructionLeavesOutWhatIsNotThere() {
    var object =
        Json.object()
            .put("a", 1)
            .put("b", null)
            .putFilled("c", List.of())
            .putFilled("d", Map.of())
            .putFilled("e", List.of(1))
            .putFilled("f", Map.of("x", 1))
            .fields();

    assertThat(Json.write(object)).isEqualTo("{\"a\":1,\"e\":[1],\"f\":{\"x\":1}}");
  }
}

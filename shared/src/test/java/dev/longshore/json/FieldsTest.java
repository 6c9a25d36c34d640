package dev.longshore.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldsTest {

  private static final Fields FIELDS =
      Json.parseObject(
          """
          {"text": "a", "integer": 5, "long": 3000000000, "number": 1.5, "true": true,
           "instant": "2026-10-05T10:00:00Z", "duration": "PT5M", "word": "MONDAY", "null": null,
           "object": {"b": "2", "a": "1"}, "objects": [{"a": 1}, {"a": 2}], "texts": ["a", "b"],
           "integers": [1, 2], "mixed": [1, "a", null]}
          """);

  @Test
  void aFieldIsReadInItsType() {
    assertThat(FIELDS.text("text")).isEqualTo("a");
    assertThat(FIELDS.find("text")).contains("a");
    assertThat(FIELDS.integer("integer")).isEqualTo(5);
    assertThat(FIELDS.number("number")).isEqualTo(1.5);
    assertThat(FIELDS.number("integer")).isEqualTo(5);
    assertThat(FIELDS.isTrue("true")).isTrue();
    assertThat(FIELDS.instant("instant")).isEqualTo(Instant.parse("2026-10-05T10:00:00Z"));
    assertThat(FIELDS.duration("duration")).isEqualTo(Duration.ofMinutes(5));
    assertThat(FIELDS.word("word", DayOfWeek.class)).isEqualTo(DayOfWeek.MONDAY);
    assertThat(FIELDS.object("object").map(one -> one.text("a"))).contains("1");
    assertThat(FIELDS.objects("objects").stream().map(one -> one.integer("a")))
        .containsExactly(1, 2);
    assertThat(FIELDS.texts("texts")).containsExactly("a", "b");
    assertThat(FIELDS.integers("integers")).containsExactly(1, 2);
    assertThat(FIELDS.textsByName("object"))
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
  }

  @Test
  void aFieldThatIsNotThereIsNothing() {
    for (var name : List.of("null", "nowhere")) {
      assertThat(FIELDS.has(name)).isFalse();
      assertThat(FIELDS.textOrNull(name)).isNull();
      assertThat(FIELDS.find(name)).isEmpty();
      assertThat(FIELDS.integerOrNull(name)).isNull();
      assertThat(FIELDS.isTrue(name)).isFalse();
      assertThat(FIELDS.instantOrNull(name)).isNull();
      assertThat(FIELDS.durationOrNull(name)).isNull();
      assertThat(FIELDS.wordOrNull(name, DayOfWeek.class)).isNull();
      assertThat(FIELDS.object(name)).isEmpty();
      assertThat(FIELDS.objects(name)).isEmpty();
      assertThat(FIELDS.texts(name)).isEmpty();
      assertThat(FIELDS.textsByName(name)).isEmpty();
    }
  }

  record Wrong(String message, Consumer<Fields> reading) {}

  static Stream<Wrong> wrongs() {
    return Stream.of(
        new Wrong("nowhere is missing", f -> f.text("nowhere")),
        new Wrong("null is missing", f -> f.integer("null")),
        new Wrong("text must be a whole number, but is a text", f -> f.integer("text")),
        new Wrong("number must be a whole number, but is a number", f -> f.integer("number")),
        new Wrong("long must be a whole number, but is a number", f -> f.integer("long")),
        new Wrong("integer must be a text, but is a number", f -> f.text("integer")),
        new Wrong("text must be true or false, but is a text", f -> f.isTrue("text")),
        new Wrong("text must be a number, but is a text", f -> f.number("text")),
        new Wrong("text must be an ISO-8601 text, but is a", f -> f.instant("text")),
        new Wrong("text must be an ISO-8601 text, but is a", f -> f.duration("text")),
        new Wrong(
            "text must be one of [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY],"
                + " but is a",
            f -> f.word("text", DayOfWeek.class)),
        new Wrong("a JSON object is needed, but this is a text", f -> f.object("text")),
        new Wrong("texts must be a list of objects, but is a text", f -> f.objects("texts")),
        new Wrong("mixed must be a list of texts, but is a number", f -> f.texts("mixed")),
        new Wrong("mixed must be a list of whole numbers, but is a text", f -> f.integers("mixed")),
        new Wrong("object must be a list of texts, but is an object", f -> f.texts("object")),
        new Wrong("a JSON object is needed, but this is a list", f -> f.textsByName("texts")));
  }

  @ParameterizedTest
  @MethodSource("wrongs")
  void aFieldOfAnotherTypeIsNamed(Wrong wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wrong.reading.accept(FIELDS))
        .withMessage(wrong.message);
  }
}

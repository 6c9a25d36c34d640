package dev.longshore.states.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dashjoin.jsonata.Jsonata;
import dev.longshore.states.json.JsonText;
import dev.longshore.states.query.Values.NotJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "[]",
        "{}",
        "[null]",
        "[1,[null,{\"a\":null}]]",
        "{\"a\":{\"b\":[1,null]},\"c\":2}"
      })
  void aValueComesBackFromJsonataAsItWent(String text) {
    var value = JsonText.parse(text);

    var query = Values.forQuery(value);

    assertThat(JsonText.write(Values.plain(query))).isEqualTo(text);
    assertThat(JsonText.write(value)).isEqualTo(text);
  }

  @Test
  void whatHoldsNoNullIsNotCopied() throws NotJson {
    var value = Map.of("a", List.of(1, "x", true));

    assertThat(Values.forQuery(value)).isSameAs(value);
    assertThat(Values.plain(value)).isSameAs(value);
    assertThat(Values.settled(value)).isSameAs(value);
  }

  @Test
  void whatIsUndefinedWithinAnArrayBecomesNull() throws NotJson {
    assertThat(Values.settled(new ArrayList<>(Arrays.asList(1, null))))
        .isEqualTo(List.of(1, Jsonata.NULL_VALUE));
  }

  @Test
  void wholeNumbersAreWholeAtAnyDepth() throws NotJson {
    assertThat(Values.settled(Map.of("a", List.of(2.0, 2.5, 3e9))))
        .isEqualTo(Map.of("a", List.of(2, 2.5, 3_000_000_000L)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbersThatJsonLacksAreNoResult(double number) {
    assertThatThrownBy(() -> Values.settled(List.of(number))).isInstanceOf(NotJson.class);
  }
}

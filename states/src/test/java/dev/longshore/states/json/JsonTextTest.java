package dev.longshore.states.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-1",
        "2147483648",
        "123456789012345678901234567890",
        "0.5",
        "\"\"",
        "\"a\\\"b\\\\c\\n\\t\\b\\f\\r\\u0001é漢😀\"",
        "[]",
        "{}",
        "[1,[2,null],{\"a\":{}}]",
        "{\"z\":1,\"a\":[true],\"\":null}"
      })
  void textBecomesAValueAndTheSameTextAgain(String text) {
    assertThat(JsonText.write(JsonText.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "-0.0, 0",
    "1e3, 1000",
    "9007199254740993.0, 9007199254740992",
    "1e-7, 1.0E-7",
    "1e300, 1.0E300"
  })
  void aNumberWithoutAFractionIsWrittenWhole(String text, String written) {
    assertThat(JsonText.write(JsonText.parse(text))).isEqualTo(written);
  }

  @Test
  void numbersWithoutEndAreRefused() {
    assertThatThrownBy(() -> JsonText.write(Double.NaN)).hasMessage("JSON has no number NaN");
    assertThatThrownBy(() -> JsonText.write(List.of(Double.NEGATIVE_INFINITY)))
        .hasMessage("JSON has no number -Infinity");
  }

  @Test
  void anObjectOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> JsonText.write(JsonTextTest.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a JSON value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``| the text is empty",
        "` `| the text is empty",
        "{\"a\":}| line 1, column 6",
        "[1,2| line 1, column 5",
        "[1] [2]| more text after the JSON value",
        "{a:1}| line 1, column 2",
        "01| line 1",
        "NaN| line 1",
        "[1e999]| the number is out of range: 1e999",
      })
  void whatIsNoJsonIsRefusedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> JsonText.parse(text))
        .isInstanceOf(InvalidJson.class)
        .hasMessageContaining(message);
  }

  @Test
  void aKeyThatStandsTwiceIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> JsonText.parse("{\"a\":[{\"b~/\":1,\"c\":2,\"b~/\":3}]}"))
        .isInstanceOf(InvalidJson.class)
        .hasMessage("the key stands twice: /a/0/b~0~1");
  }

  @Test
  void everyKeyThatStandsTwiceIsTold() {
    var places = new ArrayList<String>();

    JsonText.parse("{\"a\":{\"x\":1,\"x\":1},\"b\":[0,{\"y\":1,\"y\":1}],\"a\":0}", places::add);

    assertThat(places).containsExactly("/a/x", "/b/1/y", "/a");
  }

  @Test
  void nestingDeeperThanTheParserAllowsIsRefused() {
    assertThatThrownBy(() -> JsonText.parse("[".repeat(100_000)))
        .isInstanceOf(InvalidJson.class)
        .hasMessageContaining("nesting depth");
  }
}

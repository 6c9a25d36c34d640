package dev.longshore.states.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$partition([0], 1)| [[0]]",
        "$partition([0, 1], 1)| [[0],[1]]",
        "$partition([0, 1, 2], 2)| [[0,1],[2]]",
        "$partition([0, 1, 2], 4)| [[0,1,2]]",
        "$partition([], 4)| []",
        "$partition(0, 1)| [[0]]",
        "$exists($partition($states.input.missing, 1))| false",
        "$exists($shuffle($states.input.missing))| false",
        "$count($shuffle([1..50]))| 50",
        "$range(0, 9, 3)| [0,3,6,9]",
        "$range(0, 10, 3)| [0,3,6,9]",
        "$range(1, 9, 9)| 1",
        "$range(1, 9, 2)| [1,3,5,7,9]",
        "$range(9, 1, -4)| [9,5,1]",
        "$hash('', 'MD5')| \"d41d8cd98f00b204e9800998ecf8427e\"",
        "$hash('abc', 'SHA-1')| \"a9993e364706816aba3e25717850c26c9cd0d89d\"",
        "$hash('abc', 'SHA-256')|"
            + " \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
        "$length($hash('abc', 'SHA-384'))| 96",
        "$length($hash('abc', 'SHA-512'))| 128",
        "$parse('{\"a\":[1,null,1.1]}')| {\"a\":[1,null,1.1]}",
        "$parse('null')| null",
        "$now()| \"2026-01-31T09:00:00.123Z\"",
        "$now('[Y0001]-[M01]-[D01]')| \"2026-01-31\"",
        "$now('[H01]:[m01] [z]', '+0900')| \"18:00 GMT+09:00\"",
        "$millis()| 1769850000123",
        "[1,2] ~> $partition(1)| [[1],[2]]",
        "$map(['a','b'], function($t) { $hash($t, 'MD5') })[0]|"
            + " \"0cc175b9c0f1b6a831c399e269772661\"",
      })
  void aFunctionGivesItsValue(String call, String value) {
    assertThat(Sample.input("{}").query(call)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$partition([1], 0)| $partition needs a size of at least 1, not 0",
        "$partition([1], 1.5)| argument 2 must be a whole number",
        "$range(1, 9, 0)| $range needs a step other than 0",
        "$range(1, 9, 0.5)| argument 3 must be a whole number",
        "$range(0, 1000001, 1)| $range gives at most 1,000,000 values",
        "$hash('a', 'CRC32')| $hash knows MD5, SHA-1, SHA-256, SHA-384, SHA-512, not CRC32",
        "$hash(1, 'MD5')| T0410",
        "$parse('{')| $parse was given no JSON: line 1",
        "$uuid(1)| T0410",
      })
  void wrongArgumentsAreErrors(String call, String message) {
    assertThatThrownBy(() -> Sample.input("{}").query(call))
        .isInstanceOf(QueryFailed.class)
        .hasMessageContaining("threw an error during evaluation. ")
        .hasMessageContaining(message);
  }

  @Test
  void aRangeOfAMillionStepsIsNotTooLong() {
    assertThat(Sample.input("{}").query("$count($range(0, 1000000, 1))")).isEqualTo("1000001");
  }

  @Test
  void aUuidIsOfVersionFourAndVariantTwo() {
    var uuids = new HashSet<String>();
    for (int seed = 0; seed < 200; seed++) {
      uuids.add(Sample.seeded(seed).query("$uuid()"));
    }

    assertThat(uuids)
        .hasSize(200)
        .allMatch(uuid ->
            uuid.matches(
                "\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$random()", "$uuid()", "$shuffle([1..100])", "[$random(), $random()]"})
  void chanceIsTheGivenOne(String call) {
    var values = new ArrayList<String>();
    for (int seed = 0; seed < 20; seed++) {
      assertThat(Sample.seeded(seed).query(call)).isEqualTo(Sample.seeded(seed).query(call));
      values.add(Sample.seeded(seed).query(call));
    }

    assertThat(values).doesNotHaveDuplicates();
  }

  @Test
  void aSeededRandomNumberIsAlwaysTheSame() {
    assertThat(Sample.seeded(1).query("$random(42)"))
        .isEqualTo(Sample.seeded(2).query("$random(42)"))
        .isNotEqualTo(Sample.seeded(2).query("$random(43)"));
  }

  @Test
  void randomNumbersLieBetweenZeroAndOne() {
    assertThat(
            Sample.seeded(3)
                .query("$count($map([1..1000], function($i) { $random() })[$ >= 0 and $ < 1])"))
        .isEqualTo("1000");
  }

  @Test
  void aVariableHidesAFunctionOfItsName() {
    assertThat(Sample.input("{}").variable("range", "5").query("$range + 1")).isEqualTo("6");
  }
}

package dev.longshore.states.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$states.input| {\"a\":{\"b\":[1,2.5,null]},\"n\":null,\"list\":[{\"x\":1},{\"x\":2}]}",
        "$states.input.a.b| [1,2.5,null]",
        "$states.input.a.b[0] + 1| 2",
        "$states.input.a.b[2]| null",
        "$states.input.n| null",
        "$states.input.n = null| true",
        "$states.input.missing = 1| false",
        "$states.input.list.x| [1,2]",
        "$states.input.list[x = 2].x| 2",
        "$states.input.list[x = 2][]| [{\"x\":2}]",
        "$count($states.input.a.b)| 3",
        "$type($states.input.n)| \"null\"",
        "$sum([1, 2, 3])| 6",
        "10 / 4| 2.5",
        "10 / 5| 2",
        "'a' & 1 & null & $states.input.missing| \"a1null\"",
        "$greeting & ' world'| \"hello world\"",
        "($x := 2; $x * $x)| 4",
        "{'a': null, 'b': $states.input.missing}| {\"a\":null}",
        "[1..3]| [1,2,3]",
        "$map([1..3], function($i) { $i * $i })| [1,4,9]",
        "{'a': [1..3], 'b': {'c': $sum([1, 2])}}| {\"a\":[1,2,3],\"b\":{\"c\":3}}",
        "[[1..2], [$sum([1, 2]), 'x']]| [[1,2],[3,\"x\"]]",
        "[$sum([1, 1]), null]| [2,null]",
        "true| true",
        "null| null",
        "'x'| \"x\"",
        "$exists($states.result)| false",
      })
  void anExpressionGivesItsValue(String expression, String value) {
    var sample =
        Sample.input("{\"a\":{\"b\":[1,2.5,null]},\"n\":null,\"list\":[{\"x\":1},{\"x\":2}]}")
            .variable("greeting", "\"hello\"");

    assertThat(sample.query(expression)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$states.input.missing",
        "$states.result",
        "$unknown",
        "$states.input.list[5]",
        "$lookup($states.input, 'missing')",
      })
  void nothingIsAnError(String expression) {
    assertThatThrownBy(() -> Sample.input("{\"list\": [1]}").query(expression))
        .isInstanceOf(QueryFailed.class)
        .hasMessage(
            "The JSONata expression '%s' specified for the field 'Output' returned nothing"
                + " (undefined).",
            expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$nosuch(1)| threw an error during evaluation. T1006: Attempted to invoke a non-function",
        "1 + 'a'| threw an error during evaluation. T2002: The right side of the \"+\" operator"
            + " must evaluate to a number",
        "$error('no more')| threw an error during evaluation. D3137: no more",
        "$toMillis('yesterday')| threw an error during evaluation.",
        "1 / 0| threw an error during evaluation. D1001",
        "function($x) { $x }| returned an unsupported result type.",
        "{'f': $sum}| returned an unsupported result type.",
        "[1, [$sum]]| returned an unsupported result type.",
        "$sum([1e308, 1e308])| threw an error during evaluation. D1001",
        "/a/| returned an unsupported result type.",
      })
  void aFailureSaysWhatAndWhere(String expression, String outcome) {
    assertThatThrownBy(() -> Sample.input("{}").query(expression))
        .isInstanceOfSatisfying(
            QueryFailed.class, failed -> assertThat(failed.location()).isEqualTo("Output"))
        .hasMessageStartingWith(
            "The JSONata expression '%s' specified for the field 'Output' ".formatted(expression)
                + outcome);
  }

  @Test
  void aFailureNamesTheFieldDeepInATemplate() {
    assertThatThrownBy(() -> Sample.input("{}").template("{\"a\": [0, {\"b\": \"{% $c %}\"}]}"))
        .isInstanceOfSatisfying(
            QueryFailed.class, failed -> assertThat(failed.location()).isEqualTo("Output/a/1/b"));
  }

  @Test
  void expressionsAreFoundAtAnyDepthAndTheRestStays() {
    var template =
        """
        {"a": [1, "{% $states.input.x %}", {"b": "{%$states.input.x%}"}], "c": "$states.input.x", "d": null}
        """;

    assertThat(Sample.input("{\"x\": 7}").template(template))
        .isEqualTo("{\"a\":[1,7,{\"b\":7}],\"c\":\"$states.input.x\",\"d\":null}");
  }

  @Test
  void aTemplateMayBeEvaluatedAgainAndAgain() {
    var template = Sample.read("{\"a\": [\"{% $states.input %}\", [1]]}");

    for (var input : new String[] {"1", "[2]", "{}"}) {
      var value = template.evaluate(Sample.input(input).scope());

      assertThat(value).hasToString("{a=[" + input + ", [1]]}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1..3]", "$states.input.list.x", "$append([1], [2])", "$map([1, 2], $string)"})
  void resultsArePlainLists(String expression) {
    var value =
        Sample.read("\"{% " + expression + " %}\"")
            .evaluate(Sample.input("{\"list\": [{\"x\": 1}, {\"x\": 2}]}").scope());

    assertThat(value).isExactlyInstanceOf(ArrayList.class);
  }

  @Test
  void anEvaluationLeavesItsInputAlone() {
    var sample = Sample.input("{\"list\": [3, 1, 2], \"o\": {\"a\": 1}}");

    sample.query("$sort($states.input.list)");
    sample.query("$states.input.o ~> |$|{'a': 2}|");
    sample.query("($states := 5; $states)");

    assertThat(sample.query("$states.input")).isEqualTo("{\"list\":[3,1,2],\"o\":{\"a\":1}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{% 1 + %}| not a JSONata expression: S0207: Unexpected end of expression",
        "{% (1 %}| not a JSONata expression: S0203",
        "{% 'a %}| not a JSONata expression: S0101",
        "{% /* %}| not a JSONata expression:",
        "{% %}| not a JSONata expression: an expression must stand between",
        "{%%}| not a JSONata expression: an expression must stand between",
        "{%}| an expression must begin with {% and end with %}",
        "{% 1| an expression must begin with {% and end with %}",
        "1 %}| an expression must begin with {% and end with %}",
        "` {% 1 %}`| an expression must begin with {% and end with %}",
        "`{% 1 %} `| an expression must begin with {% and end with %}",
        "{% $eval('1') %}| not a JSONata expression: $eval is not available",
        "{% $ %}| not a JSONata expression: $ and $$ stand for nothing here",
        "{% $$.a %}| not a JSONata expression: $ and $$ stand for nothing here",
        "{% $.a %}| not a JSONata expression: $ and $$ stand for nothing here",
        "{% name %}| not a JSONata expression: a bare field name stands for nothing here",
        "{% a.b %}| not a JSONata expression: a bare field name stands for nothing here",
      })
  void whatIsNoExpressionIsRefusedWithItsPlace(String text, String message) {
    assertThat(Sample.problems("[\"%s\"]".formatted(text)))
        .singleElement()
        .asString()
        .startsWith("/States/S/Output/0: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a {% 1 %} b", "{ % 1 % }", "%", "{}", "100 % }"})
  void otherTextsAreTexts(String text) {
    assertThat(Sample.input("{}").template('"' + text + '"')).isEqualTo('"' + text + '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{% 'x' %}| Expected 'boolean', but was 'string' for value: \"x\"",
        "{% 1 %}| Expected 'boolean', but was 'number' for value: 1",
        "{% null %}| Expected 'boolean', but was 'null' for value: null",
        "{% [null] %}| Expected 'boolean', but was 'array' for value: [null]",
        "{% {'a': 1} %}| Expected 'boolean', but was 'object' for value: {\"a\":1}",
      })
  void aConditionMustBeTrueOrFalse(String expression, String expected) {
    var template = Sample.read('"' + expression + '"');

    assertThatThrownBy(() -> template.bool(Sample.input("{}").scope()))
        .isInstanceOf(QueryFailed.class)
        .hasMessageContaining("returned an unexpected result type. " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{% 0 %}| The Output field must be between 1 and 10 but was: 0",
        "{% 11 %}| The Output field must be between 1 and 10 but was: 11",
        "{% 1.5 %}| The Output field must be a whole number but was: 1.5",
        "{% '5' %}| Expected 'number', but was 'string'",
      })
  void aNumberMustBeWholeAndInItsRange(String expression, String message) {
    var template = Sample.read('"' + expression + '"');

    assertThatThrownBy(() -> template.integer(Sample.input("{}").scope(), 1, 10))
        .isInstanceOf(QueryFailed.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void theEndsOfARangeAreInIt(int number) {
    assertThat(Sample.read("\"{% " + number + " %}\"").integer(Sample.input("{}").scope(), 1, 10))
        .isEqualTo(number);
  }

  @Test
  void anEndlessRecursionIsAnError() {
    assertThatThrownBy(() -> Sample.input("{}").query("($f := function($n) { 1 + $f($n) }; $f(1))"))
        .isInstanceOf(QueryFailed.class)
        .hasMessageEndingWith("it calls itself too deeply");
  }

  @Test
  void anEndlessLoopIsAnError() {
    assertThatThrownBy(() -> Sample.input("{}").query("($f := function($n) { $f($n) }; $f(1))"))
        .isInstanceOf(QueryFailed.class)
        .hasMessageEndingWith("it took more than 10,000,000 steps");
  }
}

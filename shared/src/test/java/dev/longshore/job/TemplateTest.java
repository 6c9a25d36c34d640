package dev.longshore.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  static Stream<String> names() {
    return Template.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachFactOfARunHasAPlace(String name) {
    var template = Template.parse("a {{ %s }} b {{%s}}".formatted(name, name));

    assertThat(template.render(Map.of(name, "X")::get)).isEqualTo("a X b X");
    assertThat(template.isConstant()).isFalse();
    assertThat(template.parameters()).isEmpty();
  }

  @Test
  void aParameterHasAPlaceByItsName() {
    var template = Template.parse("{{ params.key }}/{{params.limit}}/{{ runId }}");

    assertThat(template.parameters()).containsExactlyInAnyOrder("key", "limit");
    assertThat(template.render(Map.of("params.key", "k", "params.limit", "5", "runId", "r")::get))
        .isEqualTo("k/5/r");
  }

  @Test
  void aFactThatTheRunDoesNotHaveIsEmpty() {
    assertThat(Template.parse("[{{ scheduledTime }}]").render(_ -> null)).isEqualTo("[]");
  }

  @Test
  void whatAFactHoldsIsNotReadAgain() {
    assertThat(Template.parse("{{ params.a }}").render(_ -> "{{ runId }} $1 \\"))
        .isEqualTo("{{ runId }} $1 \\");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "a } b { c", "}} alone", "{ {runId} }", "$HOME `id`", "ü\n"})
  void aTextWithoutPlacesIsItself(String text) {
    assertThat(Template.parse(text).isConstant()).isTrue();
    assertThat(Template.parse(text).render(_ -> "never")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {{ now }}      | '{{ now }}' is none of attempt, member, runId, scheduledDate, scheduledTime and params.NAME
          {{ }}          | '{{  }}' is none of attempt, member, runId, scheduledDate, scheduledTime and params.NAME
          {{ params. }}  | '{{ params. }}' is none of attempt, member, runId, scheduledDate, scheduledTime and params.NAME
          {{ RunId }}    | '{{ RunId }}' is none of attempt, member, runId, scheduledDate, scheduledTime and params.NAME
          a {{ runId     | '{{' without '}}' in 'a {{ runId'
          {{ runId }} {{ | '{{' without '}}' in '{{ runId }} {{'
          """)
  void aPlaceForAnythingElseIsRefused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.parse(text))
        .withMessage(message);
  }
}

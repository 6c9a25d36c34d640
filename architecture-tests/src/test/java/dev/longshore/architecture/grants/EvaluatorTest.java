package dev.longshore.architecture.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The evaluator knows what our templates use, and says so of everything else. */
class EvaluatorTest {

  private static Statement statement(String text) {
    return Statement.parse(Json.parseObject(text.replace('\'', '"')));
  }

  private static boolean allows(String statement, Asked asked) {
    return LeastPrivilege.isAllowed(List.of(statement(statement)), asked);
  }

  @ParameterizedTest
  @CsvSource({
    "a*c, abc, true",
    "a*c, ac, true",
    "a*c, acb, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "*, '', true",
    "a, '', false",
    "'', '', true",
    "*b*b, abab, true",
    "*b*b*, aba, false",
    "ls-orders-*:*, ls-orders-etl-1:7, true",
    "ls-orders-*:*, ls-orders-etl-1, false",
  })
  void wildcardsStandForCharacters(String pattern, String text, boolean fits) {
    assertThat(Wildcards.fits(pattern, text)).isEqualTo(fits);
  }

  @Test
  void noWildcardOfAConditionCrossesAPartOfAnArn() {
    var task = "arn:aws:ecs:eu-west-1:1:cluster/a";
    assertThat(Wildcards.fitsArn("arn:aws:ecs:*:1:cluster/*", task)).isTrue();
    assertThat(Wildcards.fitsArn("arn:aws:ecs:*:cluster/a", task)).isFalse();
    assertThat(Wildcards.fitsArn("*", task)).isFalse();
    assertThat(Wildcards.fits("arn:aws:ecs:*cluster/a", task)).isTrue();
  }

  @Test
  void actionsAreComparedWithoutCaseAndResourcesWithIt() {
    var grant = "{'Effect': 'Allow', 'Action': 'S3:getobject', 'Resource': 'arn:b/*'}";
    assertThat(allows(grant, Asked.of("r", "s3:GetObject", "arn:b/x"))).isTrue();
    assertThat(allows(grant, Asked.of("r", "s3:GetObject", "arn:B/x"))).isFalse();
    assertThat(allows(grant, Asked.of("r", "s3:GetObjectAcl", "arn:b/x"))).isFalse();
  }

  @Test
  void aDenialOutweighsEveryGrant() {
    var grant = statement("{'Effect': 'Allow', 'Action': ['a:*'], 'Resource': '*'}");
    var denial = statement("{'Effect': 'Deny', 'Action': 'a:B', 'Resource': ['x']}");
    assertThat(LeastPrivilege.isAllowed(List.of(grant, denial), Asked.of("r", "a:B", "x")))
        .isFalse();
    assertThat(LeastPrivilege.isAllowed(List.of(grant, denial), Asked.of("r", "a:B", "y")))
        .isTrue();
    assertThat(LeastPrivilege.isAllowed(List.of(), Asked.of("r", "a:B", "y"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, a*, a*, true",
    "StringEquals, a*, ab, false",
    "StringLike, a*, ab, true",
    "ArnEquals, arn:aws:s:r:1:a*, arn:aws:s:r:1:ab, true",
    "ArnLike, arn:aws:s:r:1:a*, arn:aws:s:r:2:ab, false",
    "Bool, true, TRUE, true",
    "Bool, true, false, false",
    "Null, false, anything, true",
    "Null, true, anything, false",
  })
  void conditionsAreComparedAsTheirOperatorSays(
      String operator, String wanted, String actual, boolean holds) {
    var grant =
        "{'Effect': 'Allow', 'Action': 'a:B', 'Resource': '*', 'Condition': {'%s': {'k': '%s'}}}"
            .formatted(operator, wanted);
    assertThat(allows(grant, Asked.of("r", "a:B", "*", Map.of("k", actual)))).isEqualTo(holds);
  }

  @Test
  void aKeyThatACallDoesNotHaveFitsNothing() {
    for (var operator : List.of("StringEquals", "StringLike", "ArnEquals", "ArnLike", "Bool")) {
      var grant =
          "{'Effect': 'Allow', 'Action': 'a:B', 'Resource': '*', 'Condition': {'%s': {'k': '*'}}}"
              .formatted(operator);
      assertThat(allows(grant, Asked.of("r", "a:B", "*"))).as(operator).isFalse();
    }
  }

  @Test
  void allKeysMustHoldAndOfAKeysValuesOne() {
    var grant =
        "{'Effect': 'Allow', 'Action': 'a:B', 'Resource': '*', 'Condition': {'StringEquals': {'k':"
            + " ['1', '2'], 'l': '3'}}}";
    assertThat(allows(grant, Asked.of("r", "a:B", "*", Map.of("k", "2", "l", "3")))).isTrue();
    assertThat(allows(grant, Asked.of("r", "a:B", "*", Map.of("k", "3", "l", "3")))).isFalse();
    assertThat(allows(grant, Asked.of("r", "a:B", "*", Map.of("k", "2")))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Effect': 'Allow', 'NotAction': 'a:B', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': 'a:B', 'NotResource': '*'}",
        "{'Effect': 'Allow', 'Action': 'a:B', 'Resource': '*', 'Principal': '*'}",
        "{'Effect': 'Perhaps', 'Action': 'a:B', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': 'a:B', 'Resource': '*', 'Condition':"
            + " {'StringEqualsIfExists': {}}}",
        "{'Effect': 'Allow', 'Action': 'a:B', 'Resource': '*', 'Condition':"
            + " {'ForAllValues:StringLike': {}}}",
        "{'Effect': 'Allow', 'Action': 'a:B', 'Resource': '*', 'Condition': {'IpAddress': {}}}",
      })
  void whatTheEvaluatorDoesNotKnowItRefusesByName(String statement) {
    assertThatThrownBy(() -> statement(statement))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("evaluator");
  }
}

package dev.longshore.states.interpreter;

import static dev.longshore.states.interpreter.Machines.states;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.states.StateMachine;
import dev.longshore.states.interpreter.ExecutionEnd.Failed;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainStatesTest {

  private static Stage run(StateMachine machine, String input) {
    var stage = new Stage().start(machine, input);
    stage.time.runAll();
    return stage;
  }

  private static void assertQueryError(Stage stage, String cause) {
    assertThat(stage.end())
        .isEqualTo(
            new Failed(
                "States.QueryEvaluationError",
                "An error occurred while executing the state 'S' (entered at the event id #2). "
                    + cause));
  }

  @Test
  void passHandsItsInputOnUnlessItHasAnOutput() {
    var stage =
        run(
            states(
                """
                "S": {"Type": "Pass", "Next": "T"},
                "T": {"Type": "Pass", "Output": {"x": "{% $states.input.x + 1 %}"}, "End": true}
                """),
            "{\"x\": 1, \"y\": null}");

    assertThat(stage.output()).isEqualTo("{\"x\":2}");
    assertThat(stage.events()).contains("PassStateExited S {\"x\":1,\"y\":null}");
  }

  @Test
  void succeedEndsWithItsInputOrOutput() {
    assertThat(run(states("\"S\": {\"Type\": \"Succeed\"}"), "[1]").output()).isEqualTo("[1]");
    assertThat(run(states("\"S\": {\"Type\": \"Succeed\", \"Output\": null}"), "[1]").output())
        .isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": true, \"b\": true}| A",
        "{\"a\": false, \"b\": true}| B",
        "{\"a\": false, \"b\": false}| Otherwise",
      })
  void choiceGoesTheWayOfTheFirstRuleThatHolds(String input, String state) {
    var stage =
        run(
            states(
                """
                "S": {"Type": "Choice",
                      "Choices": [
                        {"Condition": "{% $states.input.a %}", "Next": "A", "Output": "a", "Assign": {"v": 1}},
                        {"Condition": "{% $states.input.b %}", "Next": "B"}],
                      "Default": "Otherwise", "Output": "otherwise", "Assign": {"v": 2}},
                "A": {"Type": "Pass", "Output": ["{% $states.input %}", "{% $v %}"], "End": true},
                "B": {"Type": "Pass", "Output": ["{% $states.input %}", "{% $exists($v) %}"], "End": true},
                "Otherwise": {"Type": "Pass", "Output": ["{% $states.input %}", "{% $v %}"], "End": true}
                """),
            input);

    assertThat(stage.events()).anyMatch(event -> event.startsWith("PassStateEntered " + state));
    assertThat(stage.output())
        .isEqualTo(
            switch (state) {
              case "A" -> "[\"a\",1]";
              case "B" -> "[{\"a\":false,\"b\":true},false]";
              default -> "[\"otherwise\",2]";
            });
  }

  @Test
  void aChoiceWithoutAWayFails() {
    var stage =
        run(
            states(
                """
                "S": {"Type": "Choice", "Choices": [{"Condition": false, "Next": "T"}]},
                "T": {"Type": "Succeed"}
                """),
            "{}");

    assertThat(stage.end())
        .isEqualTo(
            new Failed(
                "States.NoChoiceMatched",
                "An error occurred while executing the state 'S' (entered at the event id #2). "
                    + "No rule of the Choice state matched, and it has no Default."));
  }

  @Test
  void aConditionThatIsNeitherTrueNorFalseFails() {
    var stage =
        run(
            states(
                """
                "S": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.x %}", "Next": "T"}]},
                "T": {"Type": "Succeed"}
                """),
            "{\"x\": \"yes\"}");

    assertQueryError(
        stage,
        "The JSONata expression '$states.input.x' specified for the field 'Choices/0/Condition'"
            + " returned an unexpected result type. Expected 'boolean', but was 'string' for value:"
            + " \"yes\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Seconds\": 0| 0",
        "\"Seconds\": 90| 90000",
        "\"Seconds\": \"{% $states.input.n %}\"| 3000",
        "\"Timestamp\": \"2026-01-31T09:00:01Z\"| 1000",
        "\"Timestamp\": \"2026-01-31T18:00:01.5+09:00\"| 1500",
        "\"Timestamp\": \"2026-01-31T08:00:00Z\"| 0",
        "\"Timestamp\": \"{% $states.input.t %}\"| 60000",
      })
  void waitWaits(String until, long milliseconds) {
    var stage =
        new Stage()
            .start(
                states(
                    """
                    "S": {"Type": "Wait", %s, "Next": "T"}, "T": {"Type": "Succeed"}
                    """
                        .formatted(until)),
                "{\"n\": 3, \"t\": \"2026-01-31T09:01:00Z\"}");

    assertThat(stage.ends.isEmpty()).isEqualTo(milliseconds > 0);
    stage.time.runAll();

    assertThat(stage.end().status()).isEqualTo("SUCCEEDED");
    assertThat(Duration.between(Stage.START, stage.time.instant())).hasMillis(milliseconds);
    assertThat(stage.output()).isEqualTo("{\"n\":3,\"t\":\"2026-01-31T09:01:00Z\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "2016-12-05 21:29:29Z",
    "2016-12-05T21:29:29",
    "2016-13-05T21:29:29Z",
    "2016-12-05T25:29:29Z",
    "05-12-2016T21:29:29Z"
  })
  void aTimeThatIsNoneFails(String time) {
    var stage =
        run(
            states(
                """
                "S": {"Type": "Wait", "Timestamp": "{% $states.input %}", "End": true}
                """),
            '"' + time + '"');

    assertQueryError(
        stage,
        "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format"
            + " string: "
            + time);
  }

  @ParameterizedTest
  @CsvSource({"-1", "1.5", "100000000", "'\"1\"'", "null"})
  void aNumberOfSecondsThatIsNoneFails(String seconds) {
    var stage =
        run(
            states(
                """
                "S": {"Type": "Wait", "Seconds": "{% $states.input %}", "End": true}
                """),
            seconds);

    assertThat(stage.end())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.error()).isEqualTo("States.QueryEvaluationError"));
  }

  @ParameterizedTest
  @CsvSource({"2147483647, SUCCEEDED", "2147483648, FAILED"})
  void aWaitOfMoreThan31BitsIsTooLong(long seconds, String status) {
    var stage =
        run(
            states(
                """
                "S": {"Type": "Wait", "Timestamp": "{% $states.input %}", "End": true}
                """),
            "\"" + Stage.START.plusSeconds(seconds) + '"');

    assertThat(stage.end().status()).isEqualTo(status);
    if (status.equals("FAILED")) {
      assertThat(stage.end())
          .isEqualTo(
              new Failed(
                  "States.Runtime",
                  "An error occurred while executing the state 'S' (entered at the event id #2). "
                      + "Wait state delay is too long."));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-| -| -| -",
        "\"E\"| -| E| -",
        "-| \"C\"| -| C",
        "\"{% 'E.' & $states.input %}\"| \"{% $string($states.input) %}\"| E.1| 1",
      })
  void failFailsWithWhatItSays(String error, String cause, String failedError, String failedCause) {
    var fields =
        (error == null ? "" : ", \"Error\": " + error)
            + (cause == null ? "" : ", \"Cause\": " + cause);

    var stage = run(states("\"S\": {\"Type\": \"Fail\"%s}".formatted(fields)), "1");

    assertThat(stage.end()).isEqualTo(new Failed(failedError, failedCause));
    assertThat(stage.events()).noneMatch(event -> event.startsWith("FailStateExited"));
  }

  @Test
  void anErrorMustBeAText() {
    assertQueryError(
        run(states("\"S\": {\"Type\": \"Fail\", \"Error\": \"{% 1 %}\"}"), "1"),
        "The JSONata expression '1' specified for the field 'Error' returned an unexpected result"
            + " type. Expected 'string', but was 'number' for value: 1");
  }

  @Test
  void assignAndOutputSeeTheVariablesAsTheyWereBefore() {
    var stage =
        run(
            states(
                """
                "S": {"Type": "Pass", "Assign": {"a": 1, "b": 2}, "Next": "T"},
                "T": {"Type": "Pass", "Assign": {"a": "{% $b %}", "b": "{% $a %}"},
                      "Output": ["{% $a %}", "{% $b %}"], "Next": "U"},
                "U": {"Type": "Pass", "Output": ["{% $states.input %}", "{% $a %}", "{% $b %}"], "End": true}
                """),
            "{}");

    assertThat(stage.output()).isEqualTo("[[1,2],2,1]");
  }

  @Test
  void aVariableIsUnknownUntilItIsAssigned() {
    assertQueryError(
        run(
            states(
                """
                "S": {"Type": "Pass", "Assign": {"a": 1}, "Output": "{% $a %}", "End": true}
                """),
            "{}"),
        "The JSONata expression '$a' specified for the field 'Output' returned nothing"
            + " (undefined).");
  }

  @Test
  void nullIsAValueLikeAnyOther() {
    var stage =
        run(
            states(
                """
                "S": {"Type": "Pass", "Assign": {"n": null, "m": "{% $states.input.x %}"}, "Next": "T"},
                "T": {"Type": "Pass", "End": true,
                      "Output": ["{% $n %}", "{% $m = null %}", "{% $states.input.list[1] %}", "{% $states.input %}"]}
                """),
            "{\"x\": null, \"list\": [1, null]}");

    assertThat(stage.output()).isEqualTo("[null,true,null,{\"x\":null,\"list\":[1,null]}]");
  }
}

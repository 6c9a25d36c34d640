package dev.longshore.states.interpreter;

import static dev.longshore.states.interpreter.Machines.states;
import static dev.longshore.states.interpreter.Machines.task;
import static dev.longshore.states.interpreter.Machines.tokenTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.states.interpreter.ExecutionEnd.Failed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {

  private final List<Duration> waits = new ArrayList<>();

  /** A stage whose calls fail with one error after the other, and then succeed. */
  private Stage failing(String... errors) {
    var remaining = List.of(errors).iterator();
    return new Stage(call -> next(call, remaining));
  }

  private static void next(TaskCall call, Iterator<String> errors) {
    if (errors.hasNext()) {
      call.fail(errors.next(), null);
    } else {
      call.succeed("done");
    }
  }

  private String run(Stage stage, String fields) {
    stage.start(task(fields), "{}");
    var last = stage.time.instant();
    while (stage.ends.isEmpty()) {
      stage.time.runNext();
      var now = stage.time.instant();
      if (now.isAfter(last)) {
        waits.add(Duration.between(last, now));
        last = now;
      }
    }
    return stage.end() instanceof Failed(var error, _) ? String.valueOf(error) : stage.output();
  }

  /** Retriers A and B and what is left of the errors once they are through with them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A| `1`| \"done\"",
        "A A A| `1 2 4`| \"done\"",
        "A A A A| `1 2 4`| A",
        "B| `5`| \"done\"",
        "B B B| `5 5`| B",
        "A B A B A| `1 5 2 5 4`| \"done\"",
        "B B A A A A| `5 5 1 2 4`| A",
        "C| ``| C",
        "A C| `1`| C",
        "N| ``| N",
      })
  void eachRetrierCountsItsOwnRetries(String errors, String seconds, String end) {
    var actual =
        run(
            failing(errors.split(" ", -1)),
            """
            "Retry": [
              {"ErrorEquals": ["A"]},
              {"ErrorEquals": ["N"], "MaxAttempts": 0},
              {"ErrorEquals": ["B", "A", "N"], "IntervalSeconds": 5, "MaxAttempts": 2, "BackoffRate": 1}]
            """);

    assertThat(actual).isEqualTo(end);
    assertThat(waits.stream().map(wait -> Long.toString(wait.toSeconds())).toList())
        .isEqualTo(seconds.isEmpty() ? List.of() : List.of(seconds.split(" ", -1)));
  }

  @Test
  void theFirstRetrierForAnErrorDecidesAlone() {
    var retrier = "{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": 1}";

    assertThat(run(failing("A", "A"), "\"Retry\": [%s, %s]".formatted(retrier, retrier)))
        .isEqualTo("A");
  }

  @Test
  void aRetryIsNotAnEntry() {
    var stage = failing("A", "A");

    run(stage, "\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}]");

    assertThat(stage.events()).filteredOn(event -> event.startsWith("TaskStateEntered")).hasSize(1);
    assertThat(stage.events()).filteredOn("TaskStarted"::equals).hasSize(3);
  }

  @Test
  void theRetryCountIsSeenAndTheEntryTimeStays() {
    var stage = new Stage();
    stage.start(
        states(
            """
            "S": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                  "Arguments": {"FunctionName": "f",
                    "Payload": ["{% $states.context.State.RetryCount %}", "{% $states.context.State.EnteredTime %}"]},
                  "Retry": [{"ErrorEquals": ["A"]}, {"ErrorEquals": ["B"]}]}
            """),
        "{}");
    for (var error : List.of("A", "B", "A")) {
      stage.fail(error);
      stage.pass(Duration.ofSeconds(10));
    }

    assertThat(stage.calls.stream().map(call -> String.valueOf(call.arguments())))
        .containsExactly(
            "{FunctionName=f, Payload=[0, 2026-01-31T09:00:00.000Z]}",
            "{FunctionName=f, Payload=[1, 2026-01-31T09:00:00.000Z]}",
            "{FunctionName=f, Payload=[2, 2026-01-31T09:00:00.000Z]}",
            "{FunctionName=f, Payload=[3, 2026-01-31T09:00:00.000Z]}");
    assertThat(stage.interpreter.describe(Stage.ARN).orElseThrow().retryCount()).isEqualTo(3);
  }

  @Test
  void aNewEntryOfTheStateCountsFromZero() {
    var stage = new Stage();
    stage.start(
        task(
            """
            "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 1}],
            "Catch": [{"ErrorEquals": ["A"], "Next": "S"}]
            """),
        "{}");

    for (int i = 0; i < 6; i++) {
      stage.fail("A");
      stage.pass(Duration.ofSeconds(1));
    }

    assertThat(stage.calls).hasSize(7);
    assertThat(stage.events()).filteredOn(event -> event.startsWith("TaskStateEntered")).hasSize(4);
  }

  @Test
  void everyTryHasATokenOfItsOwn() {
    var stage = new Stage();
    stage.start(
        tokenTask("\"Retry\": [{\"ErrorEquals\": [\"States.Timeout\"]}], \"TimeoutSeconds\": 1"),
        "{}");
    stage.pass(Duration.ofMinutes(1));

    var tokens = new HashSet<String>();
    stage.calls.forEach(call -> tokens.add(String.valueOf(call.taskToken())));

    assertThat(tokens).hasSize(4).allMatch(token -> token.matches("[0-9a-f]{32}"));
    assertThat(stage.end()).isEqualTo(new Failed("States.Timeout", null));
  }

  @Test
  void jitterIsDrawnFromTheGivenChance() {
    var fields =
        """
        "Retry": [{"ErrorEquals": ["A"], "IntervalSeconds": 100, "JitterStrategy": "FULL"}]
        """;
    run(failing("A", "A", "A"), fields);
    var first = List.copyOf(waits);
    waits.clear();
    run(failing("A", "A", "A"), fields);

    assertThat(waits).isEqualTo(first).hasSize(3);
    assertThat(first.get(0)).isBetween(Duration.ZERO, Duration.ofSeconds(100));
    assertThat(first.get(2)).isBetween(Duration.ZERO, Duration.ofSeconds(400));
  }

  @Test
  void stoppingAnExecutionEndsItsRetries() {
    var stage = new Stage();
    stage.start(task("\"Retry\": [{\"ErrorEquals\": [\"A\"]}]"), "{}");
    stage.fail("A");

    stage.interpreter.stop(Stage.ARN, null, null);

    assertThat(stage.time.waiting()).isZero();
  }

  @Test
  void catchersComeAfterRetriers() {
    var stage = failing("A", "A");

    var end =
        run(
            stage,
            """
            "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 1}],
            "Catch": [
              {"ErrorEquals": ["B"], "Next": "S"},
              {"ErrorEquals": ["A"], "Next": "Done"},
              {"ErrorEquals": ["States.ALL"], "Next": "S"}]
            """);

    assertThat(end).isEqualTo("{\"Error\":\"A\",\"Cause\":null}");
  }

  @Test
  void aCatcherMaySayWhatGoesOn() {
    var stage = new Stage();
    stage.start(
        states(
            """
            "S": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                  "Arguments": {"FunctionName": "f"}, "End": true,
                  "Catch": [{"ErrorEquals": ["A"], "Next": "T",
                             "Output": {"in": "{% $states.input.x %}", "error": "{% $states.errorOutput.Error %}"},
                             "Assign": {"cause": "{% $states.errorOutput.Cause %}"}}]},
            "T": {"Type": "Pass", "Output": ["{% $states.input %}", "{% $cause %}"], "End": true}
            """),
        "{\"x\": 1}");
    stage.fail("A");

    assertThat(stage.output()).isEqualTo("[{\"in\":1,\"error\":\"A\"},\"cause of A\"]");
    assertThat(stage.events())
        .containsSubsequence(
            "TaskFailed A: cause of A",
            "TaskStateExited S {\"in\":1,\"error\":\"A\"}",
            "PassStateEntered T {\"in\":1,\"error\":\"A\"}");
  }

  @Test
  void aCatcherThatFailsFailsTheExecution() {
    var stage = new Stage();
    stage.start(
        task(
            """
            "Catch": [
              {"ErrorEquals": ["A"], "Next": "Done", "Output": "{% $none %}"},
              {"ErrorEquals": ["States.ALL"], "Next": "S"}]
            """),
        "{}");
    stage.fail("A");

    assertThat(stage.end())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.error()).isEqualTo("States.QueryEvaluationError"));
  }
}

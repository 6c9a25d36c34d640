package dev.longshore.states.interpreter;

import static dev.longshore.states.interpreter.Machines.states;
import static dev.longshore.states.interpreter.Machines.task;
import static dev.longshore.states.interpreter.Machines.tokenTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.states.StateMachine;
import dev.longshore.states.interpreter.ExecutionEnd.Aborted;
import dev.longshore.states.interpreter.ExecutionEnd.Failed;
import dev.longshore.states.interpreter.ExecutionEnd.TimedOut;
import dev.longshore.states.json.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionTest {

  private static final StateMachine ENDLESS =
      states(
          """
          "S": {"Type": "Pass", "Next": "T"},
          "T": {"Type": "Choice", "Choices": [{"Condition": true, "Next": "S"}], "Default": "U"},
          "U": {"Type": "Succeed"}
          """);

  private final Stage stage = new Stage();

  @Test
  void startReturnsBeforeTheFirstStateIsEntered() {
    stage.interpreter.start(task(""), Stage.ARN, "in");

    assertThat(stage.events()).containsExactly("ExecutionStarted \"in\"");
    assertThat(stage.interpreter.describe(Stage.ARN))
        .hasValue(new RunningExecution(Stage.ARN, Stage.START, "S", Stage.START, 0));
  }

  @Test
  void aRunningExecutionIsDescribed() {
    stage.start(
        states(
            """
            "S": {"Type": "Wait", "Seconds": 5, "Next": "T"},
            "T": {"Type": "Wait", "Seconds": 5, "End": true}
            """),
        "{}");
    stage.pass(Duration.ofSeconds(7));

    assertThat(stage.interpreter.describe(Stage.ARN))
        .hasValue(
            new RunningExecution(
                Stage.ARN, Stage.START, "T", Stage.START.plus(Duration.ofSeconds(5)), 0));
    stage.time.runAll();
    assertThat(stage.interpreter.describe(Stage.ARN)).isEmpty();
  }

  @Test
  void theListenerIsToldOnceAndAfterTheExecutionIsForgotten() {
    var running = new int[] {-1};
    var interpreter = new Interpreter[1];
    interpreter[0] =
        new Interpreter(
            stage.time,
            stage.time,
            new Random(1),
            stage.calls::add,
            (arn, end, startedAt, stoppedAt) -> {
              assertThat(arn).isEqualTo(Stage.ARN);
              assertThat(end.status()).isEqualTo("SUCCEEDED");
              assertThat(startedAt).isEqualTo(Stage.START);
              assertThat(stoppedAt).isEqualTo(Stage.START.plusSeconds(9));
              running[0] = interpreter[0].running();
            });

    interpreter[0].start(
        states("\"S\": {\"Type\": \"Wait\", \"Seconds\": 9, \"End\": true}"), Stage.ARN, null);
    stage.time.runAll();

    assertThat(running[0]).isZero();
  }

  @Test
  void twoRunningExecutionsCannotHaveOneName() {
    stage.start(task(""), "{}");

    assertThatThrownBy(() -> stage.interpreter.start(task(""), Stage.ARN, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("execution:machine:first");
  }

  @Test
  void anInputHasALargestSize() {
    var largest = "x".repeat(Limits.DATA_MAX - 2);

    stage.interpreter.start(task(""), Stage.ARN, largest);
    assertThatThrownBy(() ->
            stage.interpreter.start(
                task(""), new ExecutionArn(Stage.ARN.stateMachine(), "second"), largest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input of an execution has at most 262,144 bytes");
    assertThat(stage.interpreter.running()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Output\": \"%s\"", "\"Assign\": {\"v\": \"%s\"}"})
  void whatAStateLeavesBehindHasALargestSize(String field) {
    var room = Limits.DATA_MAX - (field.contains("Assign") ? "{'v':''}".length() : 2);
    var machine = "\"S\": {\"Type\": \"Pass\", \"End\": true, " + field + "}";

    stage.start(states(machine.formatted("x".repeat(room))), "{}");
    assertThat(stage.end().status()).isEqualTo("SUCCEEDED");

    var larger = new Stage().start(states(machine.formatted("x".repeat(room + 1))), "{}");
    assertThat(larger.end())
        .isEqualTo(
            new Failed(
                "States.DataLimitExceeded",
                "The state/task 'S' returned a result with a size exceeding the maximum number of"
                    + " bytes service limit."));
  }

  @Test
  void sizesAreCountedInBytes() {
    // Each of these characters takes three bytes, and two quotes stand around them.
    var largest = "漢".repeat((Limits.DATA_MAX - 2) / 3) + "xx";
    var machine = "\"S\": {\"Type\": \"Pass\", \"End\": true, \"Output\": \"%s\"}";

    stage.start(states(machine.formatted(largest)), "{}");
    assertThat(stage.end().status()).isEqualTo("SUCCEEDED");

    var larger = new Stage().start(states(machine.formatted(largest + "x")), "{}");
    assertThat(larger.end().status()).isEqualTo("FAILED");
  }

  @Test
  void eachStateIsEnteredAtLeastAMillisecondAfterTheLast() {
    stage.start(
        states(
            """
            "S": {"Type": "Pass", "Assign": {"t": ["{% $states.context.State.EnteredTime %}"]}, "Next": "T"},
            "T": {"Type": "Pass", "Assign": {"t": "{% $append($t, $states.context.State.EnteredTime) %}"}, "Next": "U"},
            "U": {"Type": "Wait", "Seconds": 1, "Assign": {"t": "{% $append($t, $states.context.State.EnteredTime) %}"}, "Next": "V"},
            "V": {"Type": "Pass", "Output": "{% $append($t, $states.context.State.EnteredTime) %}", "End": true}
            """),
        "{}");
    stage.time.runAll();

    assertThat(stage.output())
        .isEqualTo(
            "[\"2026-01-31T09:00:00.000Z\",\"2026-01-31T09:00:00.001Z\","
                + "\"2026-01-31T09:00:00.002Z\",\"2026-01-31T09:00:01.000Z\"]");
  }

  @Test
  void theContextObjectIsThatOfStepFunctions() {
    stage.start(
        states(
            """
            "S": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                  "Arguments": {"FunctionName": "f", "Payload": "{% $states.context %}"}, "Next": "T"},
            "T": {"Type": "Pass", "Output": "{% $states.context.State %}", "End": true}
            """),
        "{\"in\": [1, null]}");

    assertThat(JsonText.write(stage.call().arguments()))
        .isEqualTo(
            """
            {"FunctionName":"f","Payload":{\
            "Execution":{"Id":"arn:aws:states:us-east-1:123456789012:execution:machine:first",\
            "Input":{"in":[1,null]},"Name":"first","StartTime":"2026-01-31T09:00:00.000Z","RedriveCount":0},\
            "StateMachine":{"Id":"arn:aws:states:us-east-1:123456789012:stateMachine:machine","Name":"machine"},\
            "State":{"EnteredTime":"2026-01-31T09:00:00.000Z","Name":"S","RetryCount":0},\
            "Task":{"Token":"%s"}}}\
            """
                .formatted(stage.token()));
    stage.answer("1");
    assertThat(stage.output())
        .isEqualTo("{\"EnteredTime\":\"2026-01-31T09:00:00.001Z\",\"Name\":\"T\"}");
  }

  @Test
  void theTwentyFiveThousandthEventIsTheLast() {
    stage.start(ENDLESS, "{}");

    assertThat(stage.history).hasSize(25_000);
    assertThat(stage.history.getLast())
        .isEqualTo(
            "25000 2026-01-31T09:00:00.000Z ExecutionFailed States.Runtime: "
                + "The execution reached the maximum number of history events (25000).");
    assertThat(stage.end())
        .isEqualTo(
            new Failed(
                "States.Runtime",
                "The execution reached the maximum number of history events (25000)."));
  }

  @Test
  void eventsAreCountedEvenWhenNobodyListens() {
    var ends = new ArrayList<ExecutionEnd>();
    var interpreter =
        new Interpreter(
            stage.time,
            stage.time,
            new Random(1),
            stage.calls::add,
            (_, end, _, _) -> ends.add(end));

    interpreter.start(ENDLESS, Stage.ARN, null);
    stage.time.runAll();

    assertThat(ends).hasSize(1).allMatch(end -> end instanceof Failed);
  }

  @Test
  void noCatcherIsForAFullHistory() {
    stage.start(
        task(
            """
            "Catch": [
              {"ErrorEquals": ["States.Runtime"], "Next": "S"},
              {"ErrorEquals": ["States.ALL"], "Next": "S"}]
            """),
        "{}");
    while (stage.ends.isEmpty()) {
      stage.fail("E");
    }

    assertThat(stage.history).hasSize(25_000);
    assertThat(stage.interpreter.running()).isZero();
  }

  @Test
  void aMachineMayLimitTheWholeExecution() {
    var definition =
        """
        {"QueryLanguage": "JSONata", "StartAt": "S", "TimeoutSeconds": 60,
         "States": {"S": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                          "Arguments": {"FunctionName": "f"}, "TimeoutSeconds": 61, "End": true,
                          "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "S"}]}}}
        """;
    stage.start(definition, "{}");

    stage.pass(Duration.ofMillis(59_999));
    assertThat(stage.ends).isEmpty();
    stage.pass(Duration.ofMillis(1));

    assertThat(stage.end()).isEqualTo(new TimedOut());
    assertThat(stage.end().status()).isEqualTo("TIMED_OUT");
    assertThat(stage.history.getLast()).contains("ExecutionTimedOut");
    assertThat(stage.call().isOpen()).isFalse();
    assertThat(stage.time.waiting()).isZero();
  }

  @Test
  void aMachineThatEndsInTimeDoesNotTimeOut() {
    stage.start(
        """
        {"QueryLanguage": "JSONata", "StartAt": "S", "TimeoutSeconds": 60,
         "States": {"S": {"Type": "Succeed"}}}
        """,
        "{}");

    assertThat(stage.end().status()).isEqualTo("SUCCEEDED");
    assertThat(stage.time.waiting()).isZero();
  }

  @Test
  void stoppingAborts() {
    stage.start(tokenTask("\"TimeoutSeconds\": 9, \"HeartbeatSeconds\": 5"), "{}");

    assertThat(stage.interpreter.stop(Stage.ARN, "Enough", "by hand")).isTrue();

    assertThat(stage.end()).isEqualTo(new Aborted("Enough", "by hand"));
    assertThat(stage.end().status()).isEqualTo("ABORTED");
    assertThat(stage.history.getLast()).endsWith("ExecutionAborted Enough: by hand");
    assertThat(stage.answer("1")).isEqualTo(TokenAnswer.NO_LONGER_OPEN);
    assertThat(stage.time.waiting()).isZero();
    assertThat(stage.interpreter.stop(Stage.ARN, null, null)).isFalse();
  }

  @Test
  void stoppingComesBeforeAnAnswerThatIsNotYetActedUpon() {
    stage.start(tokenTask(""), "{}");

    stage.interpreter.sendTaskSuccess(stage.token(), 1);
    stage.interpreter.stop(Stage.ARN, null, null);
    stage.time.runAll();

    assertThat(stage.end()).isEqualTo(new Aborted(null, null));
  }

  @Test
  void anExecutionMayBeStoppedFromWithinACall() {
    var stages = new Stage[1];
    stages[0] =
        new Stage(call -> {
          stages[0].interpreter.stop(call.execution(), null, null);
          call.succeed(1);
        });
    stages[0].start(task("\"TimeoutSeconds\": 5"), "{}");
    stages[0].time.runAll();

    assertThat(stages[0].end()).isEqualTo(new Aborted(null, null));
    assertThat(stages[0].history.getLast()).contains("ExecutionAborted");
  }

  @Test
  void aWaitEndsWithItsExecution() {
    stage.start(states("\"S\": {\"Type\": \"Wait\", \"Seconds\": 99999999, \"End\": true}"), "{}");

    stage.interpreter.stop(Stage.ARN, null, null);

    assertThat(stage.time.waiting()).isZero();
  }

  @Test
  void anArnIsWrittenAndReadAsAwsHasIt() {
    var text = "arn:aws:states:us-east-1:123456789012:execution:machine:first";

    assertThat(Stage.ARN).hasToString(text).isEqualTo(ExecutionArn.parse(text));
    assertThat(Stage.ARN.stateMachineName()).isEqualTo("machine");
    for (var broken : List.of("", "machine", "arn:aws:states:us-east-1:1:execution:machine")) {
      assertThatThrownBy(() -> ExecutionArn.parse(broken))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new ExecutionArn("machine", "first"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExecutionArn(Stage.ARN.stateMachine(), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

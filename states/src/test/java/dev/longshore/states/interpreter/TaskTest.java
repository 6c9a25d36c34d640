package dev.longshore.states.interpreter;

import static dev.longshore.states.interpreter.Machines.states;
import static dev.longshore.states.interpreter.Machines.task;
import static dev.longshore.states.interpreter.Machines.tokenTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.states.TaskResource;
import dev.longshore.states.interpreter.ExecutionEnd.Failed;
import dev.longshore.states.json.JsonText;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {

  private final Stage stage = new Stage();

  @Test
  void aCallSaysWhatIsAskedFor() {
    stage.start(task(""), "{\"x\": null}");

    var call = stage.call();

    assertThat(call.resource()).isEqualTo(TaskResource.LAMBDA_INVOKE);
    assertThat(JsonText.write(call.arguments()))
        .isEqualTo("{\"FunctionName\":\"f\",\"Payload\":{\"x\":null}}");
    assertThat(call.taskToken()).isNull();
    assertThat(call.execution()).isEqualTo(Stage.ARN);
    assertThat(call.stateName()).isEqualTo("S");
    assertThat(call.isOpen()).isTrue();
  }

  @Test
  void theAnswerIsTheStatesOutput() {
    stage.start(task(""), "{}").succeed("{\"a\": [1, null]}");

    assertThat(stage.output()).isEqualTo("{\"a\":[1,null]}");
    assertThat(stage.call().isOpen()).isFalse();
  }

  @Test
  void withoutArgumentsTheInputIsGiven() {
    stage.start(
        states(
            """
            "S": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}
            """),
        "{\"FunctionName\": \"f\"}");

    assertThat(stage.call().arguments()).isEqualTo(Map.of("FunctionName", "f"));
  }

  @Test
  void aCallMayBeAnsweredWithinItself() {
    var answering = new Stage(call -> call.succeed(1)).start(task(""), "{}");

    assertThat(answering.output()).isEqualTo("1");
  }

  @Test
  void aCallMayFailWithinItselfAgainAndAgain() {
    var failing =
        new Stage(call -> call.fail("E", null))
            .start(task("\"Retry\": [{\"ErrorEquals\": [\"E\"], \"MaxAttempts\": 1000}]"), "{}");
    failing.time.runAll();

    assertThat(failing.end()).isEqualTo(new Failed("E", null));
    assertThat(failing.events()).filteredOn("TaskFailed E"::equals).hasSize(1001);
  }

  @Test
  void anAnswerIsNeverActedUponOnTheAnswerersStack() {
    stage.start(task(""), "{}");

    stage.call().succeed(null);

    assertThat(stage.ends).isEmpty();
    stage.time.runNow();
    assertThat(stage.ends).hasSize(1);
  }

  @Test
  void theFirstAnswerCounts() {
    stage.start(task(""), "{}");

    stage.call().succeed(1);
    stage.call().succeed(2);
    stage.call().fail("E", null);
    stage.time.runNow();

    assertThat(stage.output()).isEqualTo("1");
  }

  @Test
  void anErrorThatNothingIsForFailsTheExecution() {
    stage.start(task("\"Catch\": [{\"ErrorEquals\": [\"Other\"], \"Next\": \"Done\"}]"), "{}");
    stage.fail("E");

    assertThat(stage.end()).isEqualTo(new Failed("E", "cause of E"));
  }

  @Test
  void outputAndAssignSeeTheResult() {
    stage.start(
        states(
            """
            "S": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                  "Arguments": {"FunctionName": "f"}, "Next": "T",
                  "Output": {"r": "{% $states.result.a %}", "i": "{% $states.input.b %}"},
                  "Assign": {"a": "{% $states.result.a %}"}},
            "T": {"Type": "Pass", "Output": ["{% $states.input %}", "{% $a %}"], "End": true}
            """),
        "{\"b\": 2}");
    stage.succeed("{\"a\": 1}");

    assertThat(stage.output()).isEqualTo("[{\"r\":1,\"i\":2},1]");
  }

  @Test
  void aTokenIsWaitedForAndTheCallsOwnAnswerOnlyNoted() {
    stage.start(tokenTask(""), "{}").succeed("{\"ignored\": true}");

    assertThat(stage.ends).isEmpty();
    assertThat(stage.answer("{\"done\": true}")).isEqualTo(TokenAnswer.ACCEPTED);
    assertThat(stage.output()).isEqualTo("{\"done\":true}");
    assertThat(stage.events())
        .containsSubsequence(
            "TaskStarted",
            "TaskSubmitted {\"ignored\":true}",
            "TaskSucceeded {\"done\":true}",
            "TaskStateExited S {\"done\":true}");
  }

  @Test
  void aTokenMayBeAnsweredFromWithinTheCall() {
    var answers = new Stage[1];
    answers[0] =
        new Stage(call -> {
          answers[0].interpreter.sendTaskSuccess(String.valueOf(call.taskToken()), 1);
          call.fail("TooLate", null);
        });
    answers[0].start(tokenTask(""), "{}");

    assertThat(answers[0].output()).isEqualTo("1");
  }

  @Test
  void aTokenThatHasBeenAnsweredIsNoLongerOpen() {
    stage.start(tokenTask(""), "{}");
    stage.answer("1");

    assertThat(stage.answer("2")).isEqualTo(TokenAnswer.NO_LONGER_OPEN);
    assertThat(stage.interpreter.sendTaskFailure(stage.token(), "E", null))
        .isEqualTo(TokenAnswer.NO_LONGER_OPEN);
    assertThat(stage.interpreter.sendTaskHeartbeat(stage.token()))
        .isEqualTo(TokenAnswer.NO_LONGER_OPEN);
    assertThat(stage.interpreter.openTokens()).isZero();
  }

  @Test
  void anUnknownTokenIsNotOpen() {
    assertThat(stage.interpreter.sendTaskSuccess("nonsense", null))
        .isEqualTo(TokenAnswer.NO_LONGER_OPEN);
  }

  @Test
  void aTokenCanFailItsTask() {
    stage.start(
        tokenTask(
            """
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Done", "Output": "{% $states.errorOutput %}"}]
            """),
        "{}");

    stage.interpreter.sendTaskFailure(stage.token(), null, null);
    stage.time.runNow();

    assertThat(stage.output()).isEqualTo("{\"Error\":null,\"Cause\":null}");
  }

  @Test
  void aCallThatFailsBeforeItsTokenIsAnsweredFailsTheTask() {
    stage.start(tokenTask(""), "{}");
    var token = stage.token();
    stage.fail("Lambda.ServiceException");

    assertThat(stage.interpreter.sendTaskSuccess(token, 1)).isEqualTo(TokenAnswer.NO_LONGER_OPEN);
    assertThat(stage.end())
        .isEqualTo(new Failed("Lambda.ServiceException", "cause of Lambda.ServiceException"));
  }

  @Test
  void aCallThatHasBeenSubmittedCannotFailAnyMore() {
    stage.start(tokenTask(""), "{}").succeed("{}");
    stage.fail("E");

    assertThat(stage.ends).isEmpty();
    assertThat(stage.answer("1")).isEqualTo(TokenAnswer.ACCEPTED);
  }

  @Test
  void aTaskThatTakesTooLongTimesOut() {
    stage.start(task("\"TimeoutSeconds\": 10"), "{}");

    stage.pass(Duration.ofMillis(9_999));
    assertThat(stage.ends).isEmpty();
    stage.pass(Duration.ofMillis(1));

    assertThat(stage.end()).isEqualTo(new Failed("States.Timeout", null));
    assertThat(stage.call().isOpen()).isFalse();
    assertThat(stage.events()).contains("TaskTimedOut", "ExecutionFailed States.Timeout");
  }

  @Test
  void aTimeoutMayBeComputed() {
    stage.start(task("\"TimeoutSeconds\": \"{% $states.input.limit * 2 %}\""), "{\"limit\": 3}");

    stage.pass(Duration.ofMillis(5_999));
    assertThat(stage.ends).isEmpty();
    stage.pass(Duration.ofMillis(1));
    assertThat(stage.ends).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0", "100000000", "1.5", "'soon'"})
  void aComputedTimeoutMustBeSensible(String limit) {
    stage.start(
        task("\"TimeoutSeconds\": \"{%% %s %%}\"".formatted(limit.replace("soon", "'soon'"))),
        "{}");

    assertThat(stage.end()).isInstanceOf(Failed.class);
    assertThat(stage.calls).isEmpty();
    assertThat(stage.events())
        .anyMatch(event -> event.startsWith("EvaluationFailed S TimeoutSeconds:"));
  }

  @Test
  void withoutATimeoutATaskMayTakeForEver() {
    stage.start(task(""), "{}");

    stage.pass(Duration.ofDays(300));

    assertThat(stage.time.waiting()).isZero();
    assertThat(stage.call().isOpen()).isTrue();
  }

  @Test
  void aTaskThatIsAnsweredInTimeDoesNotTimeOut() {
    stage.start(tokenTask("\"TimeoutSeconds\": 10, \"HeartbeatSeconds\": 5"), "{}");
    stage.answer("1");

    assertThat(stage.output()).isEqualTo("1");
    assertThat(stage.time.waiting()).isZero();
  }

  @Test
  void aTaskWhoseHeartStopsTimesOut() {
    stage.start(tokenTask("\"HeartbeatSeconds\": 10"), "{}");

    for (int i = 0; i < 5; i++) {
      stage.pass(Duration.ofMillis(9_999));
      assertThat(stage.interpreter.sendTaskHeartbeat(stage.token()))
          .isEqualTo(TokenAnswer.ACCEPTED);
    }
    stage.pass(Duration.ofMillis(9_999));
    assertThat(stage.ends).isEmpty();
    stage.pass(Duration.ofMillis(1));

    assertThat(stage.end()).isEqualTo(new Failed("States.Timeout", null));
  }

  @Test
  void heartbeatsDoNotPutOffTheTimeout() {
    stage.start(tokenTask("\"TimeoutSeconds\": 12, \"HeartbeatSeconds\": 10"), "{}");

    stage.pass(Duration.ofSeconds(9));
    stage.interpreter.sendTaskHeartbeat(stage.token());
    stage.pass(Duration.ofSeconds(3));

    assertThat(stage.end()).isEqualTo(new Failed("States.Timeout", null));
  }

  @Test
  void aHeartbeatWithoutALimitIsAccepted() {
    stage.start(tokenTask(""), "{}");

    assertThat(stage.interpreter.sendTaskHeartbeat(stage.token())).isEqualTo(TokenAnswer.ACCEPTED);
    assertThat(stage.time.waiting()).isZero();
  }

  @Test
  void aMissedHeartbeatCanBeCaughtByItsName() {
    stage.start(
        tokenTask(
            """
            "HeartbeatSeconds": 1,
            "Catch": [{"ErrorEquals": ["States.HeartbeatTimeout"], "Next": "Done"}]
            """),
        "{}");
    stage.pass(Duration.ofSeconds(1));

    assertThat(stage.output()).isEqualTo("{\"Error\":\"States.Timeout\",\"Cause\":\"\"}");
  }

  @Test
  void anExpressionThatFailsIsAnErrorOfTheState() {
    stage.start(
        states(
            """
            "S": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                  "Arguments": {"FunctionName": "f", "Payload": [1, "{% $none %}"]}, "End": true,
                  "Catch": [{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "T"}]},
            "T": {"Type": "Succeed"}
            """),
        "{}");

    var cause =
        "An error occurred while executing the state 'S' (entered at the event id #2). The JSONata"
            + " expression '$none' specified for the field 'Arguments/Payload/1' returned nothing"
            + " (undefined).";
    assertThat(stage.output())
        .isEqualTo("{\"Error\":\"States.QueryEvaluationError\",\"Cause\":\"" + cause + "\"}");
    assertThat(stage.calls).isEmpty();
    assertThat(stage.events()).contains("EvaluationFailed S Arguments/Payload/1: " + cause);
  }

  @Test
  void anOutputThatFailsIsAnErrorOfTheStateToo() {
    stage.start(
        task(
            """
            "Output": "{% $states.result.missing %}",
            "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "Done", "Output": "caught"}]
            """),
        "{}");
    stage.succeed("{}");

    assertThat(stage.output()).isEqualTo("\"caught\"");
  }

  @Test
  void aResultIsRefusedAboveTheLimit() {
    var largest = "x".repeat(Limits.DATA_MAX - 2);
    stage.start(task(""), "{}");
    stage.call().succeed(largest);
    stage.time.runNow();
    assertThat(stage.end().status()).isEqualTo("SUCCEEDED");

    var larger = new Stage().start(task(""), "{}");
    larger.call().succeed(largest + "x");
    larger.time.runNow();
    assertThat(larger.end())
        .isEqualTo(
            new Failed(
                "States.DataLimitExceeded",
                "The state/task 'lambda' returned a result with a size exceeding the maximum number"
                    + " of bytes service limit."));
  }

  @Test
  void argumentsAreRefusedAboveTheLimit() {
    stage.start(
        task(
            """
            "Assign": {"a": 1},
            "Catch": [{"ErrorEquals": ["States.DataLimitExceeded"], "Next": "Done", "Output": "caught"}]
            """),
        JsonText.write("x".repeat(Limits.DATA_MAX - 10)));

    assertThat(stage.calls).isEmpty();
    assertThat(stage.output()).isEqualTo("\"caught\"");
  }
}

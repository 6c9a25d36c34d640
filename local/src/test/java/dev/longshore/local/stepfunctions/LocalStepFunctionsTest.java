package dev.longshore.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longshore.json.Fields;
import dev.longshore.local.call.Calls;
import dev.longshore.local.loop.VirtualLoop;
import dev.longshore.states.StateMachine;
import dev.longshore.states.interpreter.TaskCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

class LocalStepFunctionsTest {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:m";
  private static final String EXECUTION = "arn:aws:states:us-east-1:000000000000:execution:m:";
  private static final String INPUT = "{\"runId\": \"a\"}";

  /** It waits for a token for ten minutes, and fails if it is told to. */
  private static final StateMachine WAITING =
      StateMachine.parse(
          """
          {
            "QueryLanguage": "JSONata",
            "StartAt": "Ask",
            "States": {
              "Ask": {
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                "Arguments": {
                  "FunctionName": "f",
                  "Payload": { "token": "{% $states.context.Task.Token %}" }
                },
                "TimeoutSeconds": 600,
                "Next": "Fails"
              },
              "Fails": {
                "Type": "Choice",
                "Choices": [ { "Condition": "{% $states.input.fail = true %}", "Next": "Failed" } ],
                "Default": "Done"
              },
              "Failed": { "Type": "Fail", "Error": "Longshore.FAILED", "Cause": "it was told to" },
              "Done": { "Type": "Succeed" }
            }
          }
          """);

  private final VirtualLoop loop = new VirtualLoop(START);
  private final List<TaskCall> asked = new ArrayList<>();
  private final List<Fields> events = new ArrayList<>();
  private final LocalStepFunctions stepFunctions =
      new LocalStepFunctions(
          loop,
          WAITING,
          MACHINE,
          asked::add,
          event -> events.add(new Fields(event)),
          Calls.DIRECT,
          new SplittableRandom(4));

  private StartExecutionResponse start(@Nullable String name, String input) {
    return stepFunctions.startExecution(
        StartExecutionRequest.builder().stateMachineArn(MACHINE).name(name).input(input).build());
  }

  private DescribeExecutionResponse describe(String name) {
    return stepFunctions.describeExecution(
        DescribeExecutionRequest.builder().executionArn(EXECUTION + name).build());
  }

  private StopExecutionResponse stop(String name) {
    return stepFunctions.stopExecution(
        StopExecutionRequest.builder()
            .executionArn(EXECUTION + name)
            .error("Error")
            .cause("by hand")
            .build());
  }

  private void redrive(String name) {
    var _ =
        stepFunctions.redriveExecution(
            RedriveExecutionRequest.builder().executionArn(EXECUTION + name).build());
  }

  @Test
  void anExecutionThatWasAbortedGoesOnWhereItWasOnceItIsRedriven() {
    var _ = start("a", INPUT);
    loop.runFor(Duration.ofMinutes(1));
    var _ = stop("a");

    redrive("a");
    assertThat(describe("a").status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(stepFunctions.running()).isEqualTo(1);
    loop.runFor(Duration.ofMinutes(1));

    assertThat(asked).hasSize(2);
    answer(String.valueOf(asked.getLast().taskToken()), "{\"fail\": false}");
    loop.runFor(Duration.ofMinutes(1));
    assertThat(describe("a").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void anExecutionThatFailedByItselfFailsAgainOnceItIsRedriven() {
    var _ = start("a", INPUT);
    loop.runFor(Duration.ZERO);
    answer(String.valueOf(asked.getLast().taskToken()), "{\"fail\": true}");
    loop.runFor(Duration.ofMinutes(1));

    redrive("a");
    loop.runFor(Duration.ofMinutes(1));

    assertThat(asked).hasSize(1);
    assertThat(describe("a").status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(describe("a").error()).isEqualTo("Longshore.FAILED");
    assertThat(events).hasSize(2);
  }

  @Test
  void whatRunsOrHasSucceededIsNotRedriven() {
    var _ = start("a", INPUT);
    loop.runFor(Duration.ZERO);
    assertThatExceptionOfType(ExecutionNotRedrivableException.class).isThrownBy(() -> redrive("a"));

    answer(String.valueOf(asked.getLast().taskToken()), "{\"fail\": false}");
    loop.runFor(Duration.ZERO);
    assertThatExceptionOfType(ExecutionNotRedrivableException.class).isThrownBy(() -> redrive("a"));
  }

  private void answer(String token, String output) {
    var _ =
        stepFunctions.sendTaskSuccess(
            SendTaskSuccessRequest.builder().taskToken(token).output(output).build());
  }

  private String token() {
    loop.runFor(Duration.ZERO);
    return Objects.requireNonNull(asked.getLast().taskToken());
  }

  private Fields lastEvent() {
    return events.getLast().object("detail").orElseThrow();
  }

  @Test
  void startingTwiceWithOneNameAndInputStartsOnce() {
    var first = start("a", INPUT);
    loop.runFor(Duration.ofMinutes(1));

    var second = start("a", INPUT);

    assertThat(second).isEqualTo(first);
    assertThat(first.executionArn()).isEqualTo(EXECUTION + "a");
    assertThat(first.startDate()).isEqualTo(START);
    assertThat(stepFunctions.running()).isEqualTo(1);
    assertThat(asked).hasSize(1);
  }

  @Test
  void anotherInputUnderTheNameOfARunningExecutionIsRefused() {
    start("a", INPUT);

    assertThatExceptionOfType(ExecutionAlreadyExistsException.class)
        .isThrownBy(() -> start("a", "{\"runId\": \"b\"}"))
        .withMessageContaining(EXECUTION + "a");
  }

  @Test
  void theNameOfAnExecutionThatHasEndedIsRefusedWhateverTheInput() {
    start("a", INPUT);
    answer(token(), "{}");
    loop.runFor(Duration.ZERO);

    for (var input : List.of(INPUT, "{}")) {
      assertThatExceptionOfType(ExecutionAlreadyExistsException.class)
          .isThrownBy(() -> start("a", input));
    }
    assertThat(start("b", INPUT).executionArn()).isEqualTo(EXECUTION + "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a:b", "\u00e9", "<a>"})
  void aNameHasLettersDigitsHyphensAndUnderscores(String name) {
    assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> start(name, INPUT));
  }

  @Test
  void aNameHasAtMost80Characters() {
    assertThat(start("a".repeat(80), INPUT).executionArn()).isNotEmpty();
    assertThatExceptionOfType(InvalidNameException.class)
        .isThrownBy(() -> start("a".repeat(81), INPUT));
  }

  @Test
  void anInputIsJson() {
    assertThatExceptionOfType(InvalidExecutionInputException.class)
        .isThrownBy(() -> start("a", "{"));
    assertThat(stepFunctions.running()).isZero();
    assertThat(start("a", "{}").executionArn()).isNotEmpty();
  }

  @Test
  void anotherStateMachineDoesNotExist() {
    var request =
        StartExecutionRequest.builder().stateMachineArn(MACHINE + "x").name("a").input("{}");

    assertThatExceptionOfType(StateMachineDoesNotExistException.class)
        .isThrownBy(() -> stepFunctions.startExecution(request.build()));
  }

  @Test
  void anExecutionGoesOnWhenItsTokenIsAnswered() {
    start("a", INPUT);
    loop.runFor(Duration.ofMinutes(1));
    assertThat(describe("a").status()).isEqualTo(ExecutionStatus.RUNNING);

    answer(token(), "{\"fail\": false}");
    loop.runFor(Duration.ZERO);

    assertThat(describe("a").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(describe("a").stopDate()).isEqualTo(START.plusSeconds(60));
    assertThat(lastEvent().text("status")).isEqualTo("SUCCEEDED");
  }

  @Test
  void anExecutionThatFailsSaysWithWhichError() {
    start("a", INPUT);

    answer(token(), "{\"fail\": true}");
    loop.runFor(Duration.ZERO);

    assertThat(describe("a").status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(describe("a").error()).isEqualTo("Longshore.FAILED");
    assertThat(lastEvent().text("status")).isEqualTo("FAILED");
    assertThat(lastEvent().text("error")).isEqualTo("Longshore.FAILED");
  }

  @Test
  void anAnsweredTokenHasTimedOut() {
    start("a", INPUT);
    var token = token();
    answer(token, "{}");

    assertThatExceptionOfType(TaskTimedOutException.class).isThrownBy(() -> answer(token, "{}"));
  }

  @Test
  void aTokenTimesOutWithItsTask() {
    start("a", INPUT);
    var token = token();
    loop.runFor(Duration.ofMinutes(10));

    assertThatExceptionOfType(TaskTimedOutException.class).isThrownBy(() -> answer(token, "{}"));
    assertThat(describe("a").status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(describe("a").error()).isEqualTo("States.Timeout");
  }

  @Test
  void theTokenOfAnAbortedExecutionHasTimedOut() {
    start("a", INPUT);
    var token = token();
    stop("a");

    assertThatExceptionOfType(TaskTimedOutException.class).isThrownBy(() -> answer(token, "{}"));
  }

  @Test
  void whatIsNoTokenIsInvalid() {
    assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> answer("x", "{}"));
  }

  @Test
  void anOutputIsJsonAndATokenMayBeAnsweredAfterABadOne() {
    start("a", INPUT);
    var token = token();

    assertThatExceptionOfType(InvalidOutputException.class).isThrownBy(() -> answer(token, "{"));
    answer(token, "{}");
    loop.runFor(Duration.ZERO);

    assertThat(describe("a").status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void stoppingAnExecutionAbortsItAndTellsSo() {
    start("a", INPUT);
    loop.runFor(Duration.ofMinutes(1));

    var response = stop("a");

    assertThat(response.stopDate()).isEqualTo(START.plusSeconds(60));
    assertThat(describe("a").status()).isEqualTo(ExecutionStatus.ABORTED);
    assertThat(stepFunctions.running()).isZero();
    var event = events.getLast();
    assertThat(event.text("source")).isEqualTo("aws.states");
    assertThat(event.text("detail-type")).isEqualTo("Step Functions Execution Status Change");
    assertThat(lastEvent().text("status")).isEqualTo("ABORTED");
    assertThat(lastEvent().text("stateMachineArn")).isEqualTo(MACHINE);
    assertThat(lastEvent().text("executionArn")).isEqualTo(EXECUTION + "a");
    assertThat(lastEvent().text("name")).isEqualTo("a");
    assertThat(lastEvent().values().get("startDate")).isEqualTo(START.toEpochMilli());
    assertThat(lastEvent().values().get("stopDate"))
        .isEqualTo(START.plusSeconds(60).toEpochMilli());
  }

  @Test
  void stoppingItAgainChangesNothing() {
    start("a", INPUT);
    var first = stop("a");
    loop.runFor(Duration.ofMinutes(1));

    assertThat(stop("a")).isEqualTo(first);
    assertThat(events).hasSize(1);
  }

  @Test
  void whatWasNeverStartedDoesNotExist() {
    assertThatExceptionOfType(ExecutionDoesNotExistException.class).isThrownBy(() -> describe("a"));
    assertThatExceptionOfType(ExecutionDoesNotExistException.class).isThrownBy(() -> stop("a"));
  }
}

package dev.longshore.states.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.states.ErrorName;
import dev.longshore.states.State.TaskState;
import dev.longshore.states.StateMachine;
import dev.longshore.states.TaskResource;
import dev.longshore.states.interpreter.ExecutionEnd.Aborted;
import dev.longshore.states.interpreter.ExecutionEnd.Failed;
import dev.longshore.states.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped {@code statemachines/run.asl.json}, through all of its ways. */
class RunMachineTest {

  private static final StateMachine RUN = ShippedMachine.run();
  // 86,400 seconds, the time-out of Attempt.
  private static final Duration DAY = Duration.ofDays(1);
  private static final String SUCCEEDED =
      "{\"next\": \"DONE\", \"state\": \"SUCCEEDED\", \"fail\": false}";

  private final Stage stage =
      new Stage().start(RUN, "{\"runId\": \"nightly-20260131T090000Z-abc\", \"member\": 0}");

  private List<String> statesEntered() {
    return stage.events().stream()
        .filter(event -> event.contains("StateEntered "))
        .map(event -> event.split(" ", 3)[1])
        .toList();
  }

  /** What the launch function was asked with in the last call. */
  private Map<?, ?> payload() {
    if (stage.call().arguments() instanceof Map<?, ?> arguments
        && arguments.get("Payload") instanceof Map<?, ?> payload) {
      return payload;
    }
    throw new AssertionError("the call has no payload");
  }

  private Instant enteredAt() {
    return Instant.parse(String.valueOf(payload().get("enteredAt")));
  }

  private void assertAsked(int retryCount) {
    assertThat(stage.call().resource()).isEqualTo(TaskResource.LAMBDA_INVOKE_AND_WAIT);
    assertThat(payload().size()).isEqualTo(7);
    assertThat(payload().get("runId")).isEqualTo("nightly-20260131T090000Z-abc");
    assertThat(payload().get("member")).isEqualTo(0);
    assertThat(payload().get("token")).isEqualTo(stage.token());
    assertThat(payload().get("redriveCount")).isEqualTo(0);
    assertThat(payload().get("retryCount")).isEqualTo(retryCount);
    assertThat(payload().get("execution")).isEqualTo(Stage.ARN.toString());
  }

  private String announcement() {
    assertThat(stage.call().resource()).isEqualTo(TaskResource.EVENTS_PUT);
    return JsonText.write(stage.call().arguments());
  }

  @Test
  void aCleanRunTakesThreeTransitions() {
    stage.succeed("{\"ignored\": 1}");
    stage.pass(Duration.ofMinutes(10));
    stage.answer(SUCCEEDED);
    stage.succeed("{\"FailedEntryCount\": 0}");

    assertThat(String.join("\n", stage.history))
        .isEqualTo(
            """
            1 2026-01-31T09:00:00.000Z ExecutionStarted {"runId":"nightly-20260131T090000Z-abc","member":0}
            2 2026-01-31T09:00:00.000Z TaskStateEntered Attempt {"runId":"nightly-20260131T090000Z-abc","member":0}
            3 2026-01-31T09:00:00.000Z TaskScheduled lambda:invoke.waitForTaskToken \
            {"FunctionName":"arn:aws:lambda:us-east-1:123456789012:function:launch","Payload":\
            {"runId":"nightly-20260131T090000Z-abc","member":0,"token":"%s",\
            "enteredAt":"2026-01-31T09:00:00.000Z","redriveCount":0,"retryCount":0,\
            "execution":"arn:aws:states:us-east-1:123456789012:execution:machine:first"}}
            4 2026-01-31T09:00:00.000Z TaskStarted
            5 2026-01-31T09:00:00.000Z TaskSubmitted {"ignored":1}
            6 2026-01-31T09:10:00.000Z TaskSucceeded {"next":"DONE","state":"SUCCEEDED","fail":false}
            7 2026-01-31T09:10:00.000Z TaskStateExited Attempt {"next":"DONE","state":"SUCCEEDED","fail":false}
            8 2026-01-31T09:10:00.000Z ChoiceStateEntered Next {"next":"DONE","state":"SUCCEEDED","fail":false}
            9 2026-01-31T09:10:00.000Z ChoiceStateExited Next {"next":"DONE","state":"SUCCEEDED","fail":false}
            10 2026-01-31T09:10:00.000Z TaskStateEntered Announce {"next":"DONE","state":"SUCCEEDED","fail":false}
            11 2026-01-31T09:10:00.000Z TaskScheduled events:putEvents {"Entries":[{"EventBusName":"bus",\
            "Source":"longshore","DetailType":"Longshore Job Run State Change",\
            "Detail":{"runId":"nightly-20260131T090000Z-abc","state":"SUCCEEDED"}}]}
            12 2026-01-31T09:10:00.000Z TaskStarted
            13 2026-01-31T09:10:00.000Z TaskSucceeded {"FailedEntryCount":0}
            14 2026-01-31T09:10:00.000Z TaskStateExited Announce {"FailedEntryCount":0}
            15 2026-01-31T09:10:00.000Z ExecutionSucceeded {"FailedEntryCount":0}\
            """
                .formatted(stage.calls.getFirst().taskToken()));
    assertThat(statesEntered()).containsExactly("Attempt", "Next", "Announce");
    assertThat(stage.interpreter.transitions()).isEqualTo(3);
    assertThat(stage.time.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FAILED", "TIMED_OUT", "IDLE_STOPPED", "BUDGET_STOPPED", "CANCELLED", "REJECTED"})
  void aRunThatFailsIsAnnouncedAndThenFails(String state) {
    stage.answer("{\"next\": \"DONE\", \"state\": \"%s\", \"fail\": true}".formatted(state));
    assertThat(announcement())
        .contains(
            "\"Detail\":{\"runId\":\"nightly-20260131T090000Z-abc\",\"state\":\"%s\"}"
                .formatted(state));
    stage.succeed("{}");

    assertThat(stage.end())
        .isEqualTo(
            new Failed(
                "Longshore." + state, "the run nightly-20260131T090000Z-abc ended as " + state));
    assertThat(statesEntered()).containsExactly("Attempt", "Next", "AnnounceFailure", "Failed");
  }

  @Test
  void aRetryCountsAsATransition() {
    stage.call().fail("Runtime.ExitError", "killed");
    stage.pass(Duration.ofMinutes(1));

    assertThat(statesEntered()).containsExactly("Attempt");
    assertThat(stage.interpreter.transitions()).isEqualTo(2);
  }

  @Test
  void aSkippedRunSucceeds() {
    stage.answer("{\"next\": \"DONE\", \"state\": \"SKIPPED\", \"fail\": false}");
    stage.succeed("{}");

    assertThat(stage.end().status()).isEqualTo("SUCCEEDED");
  }

  @Test
  void theAnnouncementNamesTheRunAndItsStateWhateverElseTheAnswerCarries() {
    stage.answer(
        """
        {"next": "DONE", "state": "SUCCEEDED", "fail": false, "job": "nightly", "runId": "other", "reason": null}
        """);

    assertThat(announcement())
        .isEqualTo(
            "{\"Entries\":[{\"EventBusName\":\"bus\",\"Source\":\"longshore\","
                + "\"DetailType\":\"Longshore Job Run State Change\","
                + "\"Detail\":{\"runId\":\"nightly-20260131T090000Z-abc\","
                + "\"state\":\"SUCCEEDED\"}}]}");
  }

  @Test
  void waitWaitsUntilTheGivenTimeAndAttemptsAgain() {
    var first = stage.token();
    stage.answer("{\"next\": \"WAIT\", \"at\": \"2026-01-31T09:00:42.250Z\"}");
    assertThat(stage.interpreter.describe(Stage.ARN).orElseThrow().state()).isEqualTo("Backoff");

    stage.pass(Duration.ofMillis(42_249));
    assertThat(stage.calls).hasSize(1);
    stage.pass(Duration.ofMillis(1));

    assertAsked(0);
    assertThat(stage.token()).isNotEqualTo(first);
    assertThat(enteredAt()).isEqualTo(Instant.parse("2026-01-31T09:00:42.250Z"));
    assertThat(statesEntered()).containsExactly("Attempt", "Next", "Backoff", "Attempt");
  }

  @Test
  void aTimeThatHasPassedIsNotWaitedFor() {
    stage.answer("{\"next\": \"WAIT\", \"at\": \"2026-01-31T08:00:00Z\"}");

    assertThat(statesEntered()).containsExactly("Attempt", "Next", "Backoff", "Attempt");
  }

  @Test
  void attemptAttemptsAtOnceAndIsEnteredLater() {
    var before = enteredAt();
    stage.answer("{\"next\": \"ATTEMPT\"}");

    assertAsked(0);
    assertThat(enteredAt()).isAfter(before);
    assertThat(statesEntered()).containsExactly("Attempt", "Next", "Attempt");
  }

  @Test
  void aDayWithoutAnAnswerAsksAgainWithANewToken() {
    stage.succeed("{}");
    var first = stage.token();

    stage.pass(DAY.minusMillis(1));
    assertThat(stage.calls).hasSize(1);
    stage.pass(Duration.ofMillis(1));

    assertAsked(0);
    assertThat(stage.token()).isNotEqualTo(first);
    assertThat(enteredAt()).isEqualTo(Stage.START.plus(DAY));
    assertThat(stage.interpreter.sendTaskSuccess(first, JsonText.parse(SUCCEEDED)))
        .isEqualTo(TokenAnswer.NO_LONGER_OPEN);
    assertThat(statesEntered()).containsExactly("Attempt", "Attempt");
  }

  @Test
  void monthsOfWaitingStayWithinTheHistory() {
    stage.succeed("{}");
    for (int day = 0; day < 300; day++) {
      stage.pass(DAY);
      stage.succeed("{}");
    }

    stage.answer(SUCCEEDED);
    stage.succeed("{}");

    assertThat(stage.end().status()).isEqualTo("SUCCEEDED");
    assertThat(stage.history).hasSizeLessThan(25_000 / 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Lambda.TooManyRequestsException", "Lambda.Unknown", "java.lang.OutOfMemoryError"})
  void aFailingFunctionIsRetriedSixTimesThenPausedThenAskedAnew(String error) {
    for (int retry = 0; retry <= 6; retry++) {
      assertAsked(retry);
      stage.fail(error);
      // Full jitter: at most 2, 4, 8, 16, 32, 64 seconds.
      stage.pass(Duration.ofSeconds(2L << retry));
    }
    assertThat(stage.calls).hasSize(7);
    assertThat(stage.interpreter.describe(Stage.ARN).orElseThrow().state()).isEqualTo("Pause");
    var paused = stage.interpreter.describe(Stage.ARN).orElseThrow().enteredAt();

    stage.pass(Duration.between(stage.time.instant(), paused.plusSeconds(300)).minusMillis(1));
    assertThat(stage.calls).hasSize(7);
    stage.pass(Duration.ofMillis(1));

    assertAsked(0);
    assertThat(stage.calls).hasSize(8);
    assertThat(statesEntered()).containsExactly("Attempt", "Pause", "Attempt");
    assertThat(stage.calls.stream().map(TaskCall::taskToken)).doesNotHaveDuplicates();
  }

  @Test
  void aTokenThatIsFailedIsRetriedToo() {
    stage.interpreter.sendTaskFailure(stage.token(), "Oops", null);
    stage.pass(Duration.ofSeconds(2));

    assertAsked(1);
  }

  @ParameterizedTest
  @CsvSource({"false, Announce", "true, AnnounceFailure"})
  void announcingIsRetried(boolean fail, String state) {
    stage.answer("{\"next\": \"DONE\", \"state\": \"X\", \"fail\": %s}".formatted(fail));
    for (int retry = 0; retry < 9; retry++) {
      stage.fail("EventBridge.FailedEntry");
      stage.pass(Duration.ofSeconds(60));
    }
    // The tenth takes too long.
    stage.pass(Duration.ofMinutes(2));
    stage.succeed("{}");

    assertThat(stage.calls).hasSize(1 + 11);
    assertThat(statesEntered()).contains(state);
    assertThat(stage.end().status()).isEqualTo(fail ? "FAILED" : "SUCCEEDED");
  }

  @Test
  void anAnnouncementThatCannotBeMadeFailsTheExecutionByItsOwnName() {
    stage.answer(SUCCEEDED);
    for (int retry = 0; retry <= 10; retry++) {
      stage.fail("EventBridge.FailedEntry");
      stage.pass(Duration.ofSeconds(60));
    }

    assertThat(stage.end())
        .isEqualTo(new Failed("EventBridge.FailedEntry", "cause of EventBridge.FailedEntry"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"next\": \"DONE\"}",
        "{\"next\": \"DONE\", \"fail\": null}",
        "{\"next\": \"PARK\"}"
      })
  void anAnswerThatIsNoneFails(String answer) {
    stage.answer(answer);
    stage.succeed("{}");

    assertThat(stage.end())
        .isEqualTo(new Failed("Longshore.", "the run nightly-20260131T090000Z-abc ended as "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"next\": \"WAIT\"}",
        "{\"next\": \"WAIT\", \"at\": \"soon\"}",
        "{\"next\": \"WAIT\", \"at\": 5}"
      })
  void aWaitWithoutATimeFails(String answer) {
    stage.answer(answer);

    assertThat(stage.end())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.error()).isEqualTo(ErrorName.QUERY_EVALUATION_ERROR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Attempt", "retry", "Backoff", "Pause", "Announce", "AnnounceFailure"})
  void anExecutionMayBeAbortedAnywhere(String place) {
    switch (place) {
      case "retry" -> stage.fail("E");
      case "Backoff" -> stage.answer("{\"next\": \"WAIT\", \"at\": \"2027-01-01T00:00:00Z\"}");
      case "Pause" -> {
        for (int retry = 0; retry <= 6; retry++) {
          stage.fail("E");
          stage.pass(Duration.ofSeconds(64));
        }
      }
      case "Announce" -> stage.answer(SUCCEEDED);
      case "AnnounceFailure" ->
          stage.answer("{\"next\": \"DONE\", \"state\": \"FAILED\", \"fail\": true}");
      default -> assertAsked(0);
    }
    assertThat(stage.interpreter.describe(Stage.ARN).orElseThrow().state())
        .isEqualTo(place.equals("retry") ? "Attempt" : place);

    assertThat(stage.interpreter.stop(Stage.ARN, null, "by hand")).isTrue();

    assertThat(stage.end()).isEqualTo(new Aborted(null, "by hand"));
    assertThat(stage.time.waiting()).isZero();
    assertThat(stage.interpreter.openTokens()).isZero();
  }

  @Test
  void everyTaskHasATimeoutAndNamedErrorsComeBeforeAll() {
    var tasks = new ArrayList<TaskState>();
    for (var state : RUN.states().values()) {
      if (state instanceof TaskState task) {
        tasks.add(task);
      }
    }

    assertThat(tasks).hasSize(3).allMatch(task -> task.timeout() != null);
    for (var task : tasks) {
      assertThat(task.retriers()).isNotEmpty();
      assertThat(task.catchers().stream().map(catcher -> catcher.errorEquals().names()).toList())
          .isIn(List.of(), List.of(List.of("States.Timeout"), List.of("States.ALL")));
    }
  }
}

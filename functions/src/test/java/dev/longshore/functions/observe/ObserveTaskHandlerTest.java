package dev.longshore.functions.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.functions.SampleEvents;
import dev.longshore.functions.TestCloud;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.RunState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObserveTaskHandlerTest {

  private final TestCloud cloud = new TestCloud().withRun();

  private void launch() {
    cloud.launches().handleRequest(SampleEvents.read("launch-attempt"), null);
  }

  private void observe(String event) {
    assertThat(cloud.observes().handleRequest(SampleEvents.read(event), null)).isEmpty();
  }

  private PastAttempt past() {
    return cloud.run().member().past().getFirst();
  }

  @Test
  void aTaskThatRunsGivesItsAttemptAStart() {
    launch();

    observe("observe-task-running");

    assertThat(cloud.run().member().openAttempt())
        .get()
        .matches(attempt -> Instant.parse("2026-11-21T17:30:22.900Z").equals(attempt.startedAt()));
  }

  @ParameterizedTest
  @CsvSource({
    "observe-task-stopped, SUCCEEDED, 263",
    "observe-task-failed, FAILED, 263",
    "observe-task-out-of-memory, OUT_OF_MEMORY, 263",
    "observe-task-interrupted, INTERRUPTED, 263",
    "observe-task-never-started, LAUNCH_FAILED, 0"
  })
  void aTaskThatStoppedIsSettledForWhatItIs(String event, Outcome outcome, long billed) {
    launch();

    observe(event);

    assertThat(past().outcome()).isEqualTo(outcome);
    assertThat(past().bill().seconds()).isEqualTo(billed);
    assertThat(cloud.answered).hasSize(1);
  }

  @Test
  void aSpotNoticeIsNotedAndSettlesNothing() {
    launch();

    observe("observe-task-spot-notice");

    assertThat(cloud.run().member().past()).isEmpty();
    assertThat(cloud.run().member().openAttempt())
        .get()
        .matches(attempt -> "Your Spot Task was interrupted.".equals(attempt.notice()));
  }

  @Test
  void eventsMayComeTwiceAndInAnyOrder() {
    launch();

    observe("observe-task-interrupted");
    observe("observe-task-interrupted");
    observe("observe-task-spot-notice");
    observe("observe-task-running");

    assertThat(cloud.run().member().past()).hasSize(1);
    assertThat(past().outcome()).isEqualTo(Outcome.INTERRUPTED);
  }

  @Test
  void aTaskOfAServiceIsPassedOver() {
    launch();
    var before = cloud.run();

    observe("observe-task-of-a-service");

    assertThat(cloud.run()).isEqualTo(before);
    assertThat(cloud.stopped).isEmpty();
  }

  @Test
  void anExecutionThatWasAbortedOrBrokeCancelsItsRun() {
    for (var event :
        new String[] {"observe-task-execution-aborted", "observe-task-execution-broken"}) {
      var cloud = new TestCloud().withRun();

      cloud.observes().handleRequest(SampleEvents.read(event), null);

      assertThat(cloud.run().state()).isEqualTo(RunState.CANCELLED);
      assertThat(cloud.announced).hasSize(1);
    }
  }

  @Test
  void anExecutionThatFailedAsItsRunDidIsNoNews() {
    observe("observe-task-execution-failed");

    assertThat(cloud.run().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void otherStatesOfAnExecutionAreNoNews() {
    for (var status : new String[] {"RUNNING", "SUCCEEDED", "PENDING_REDRIVE"}) {
      change("status", status);

      assertThat(cloud.run().state()).isEqualTo(RunState.RUNNING);
    }
  }

  @Test
  void anExecutionOfAnotherStateMachineOrUnderAnotherNameIsPassedOver() {
    change("stateMachineArn", "arn:aws:states:us-east-1:111122223333:stateMachine:other");
    change("name", "started-by-hand");

    assertThat(cloud.run().state()).isEqualTo(RunState.RUNNING);
    assertThat(cloud.announced).isEmpty();
  }

  private void change(String field, String value) {
    var event = SampleEvents.read("observe-task-execution-aborted");
    var detail = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) Objects.requireNonNull(event.get("detail")))
        .forEach((name, old) -> detail.put((String) name, old));
    detail.put(field, value);
    event.put("detail", detail);
    cloud.observes().handleRequest(event, null);
  }

  @Test
  void anEventThatNobodyAskedForIsPassedOver() {
    var event = SampleEvents.read("observe-task-running");
    event.put("detail-type", "ECS Service Action");

    assertThat(cloud.observes().handleRequest(event, null)).isEmpty();
  }

  @Test
  void anEventWithoutItsTaskIsAnError() {
    assertThatThrownBy(() ->
            cloud
                .observes()
                .handleRequest(
                    Map.of("detail-type", "ECS Task State Change", "detail", Map.of()), null))
        .hasMessage("lastStatus is missing");
  }
}

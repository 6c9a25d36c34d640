package dev.longshore.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.json.Json;
import dev.longshore.run.TaskFacts.ContainerFacts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFactsTest {

  private static final String TASK =
      """
      {
        "attachments": [{"id": "1", "type": "eni", "details": [{"name": "subnetId"}]}],
        "capacityProviderName": "FARGATE_SPOT",
        "containers": [
          {"containerArn": "arn:c/1", "name": "job", "exitCode": 0, "lastStatus": "STOPPED",
           "reason": "bye", "runtimeId": "x", "networkInterfaces": []},
          {"containerArn": "arn:c/2", "name": "log", "lastStatus": "STOPPED"}
        ],
        "desiredStatus": "STOPPED",
        "lastStatus": "STOPPED",
        "launchType": "FARGATE",
        "pullStartedAt": "2026-11-21T12:00:01.5Z",
        "startedAt": "2026-11-21T12:00:02Z",
        "startedBy": "ls/prod/nightly-20261121T023000Z-abcdefgh2345/0/1",
        "stopCode": "SpotInterruption",
        "stoppedReason": "Your Spot Task was interrupted.",
        "stoppedAt": "2026-11-21T21:01:02.123+09:00",
        "taskArn": "arn:task/1",
        "version": 5,
        "aFieldThatAwsAddedSince": {"x": [1, 2]}
      }
      """;

  private static final TaskFacts READ =
      new TaskFacts(
          "arn:task/1",
          "ls/prod/nightly-20261121T023000Z-abcdefgh2345/0/1",
          "STOPPED",
          "STOPPED",
          "SpotInterruption",
          "Your Spot Task was interrupted.",
          List.of(new ContainerFacts("job", 0, "bye"), new ContainerFacts("log", null, null)),
          Instant.parse("2026-11-21T12:00:01.5Z"),
          Instant.parse("2026-11-21T12:00:02Z"),
          Instant.parse("2026-11-21T12:01:02.123Z"));

  private static TaskFacts parse(String json) {
    return TaskFacts.from(Json.parseObject(json));
  }

  @Test
  void aTaskIsReadFromAnyOfItsForms() {
    assertThat(parse(TASK)).isEqualTo(READ);
    assertThat(parse("{\"version\":\"0\",\"detail-type\":\"x\",\"detail\":" + TASK + "}"))
        .isEqualTo(READ);
    assertThat(parse("{\"tasks\":[" + TASK + "],\"failures\":[]}")).isEqualTo(READ);
  }

  @Test
  void whatIsNotSaidIsNotKnown() {
    assertThat(parse("{\"taskArn\":\"a\",\"lastStatus\":\"PENDING\"}"))
        .isEqualTo(
            new TaskFacts("a", null, "PENDING", null, null, null, List.of(), null, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "1795262402, 2026-11-21T12:00:02Z",
    "1795262402.123, 2026-11-21T12:00:02.123Z",
    "1795262402123, 2026-11-21T12:00:02.123Z"
  })
  void timesMayBeNumbersAsTheCliAndTheApiGiveThem(String number, Instant time) {
    assertThat(
            parse("{\"taskArn\":\"a\",\"lastStatus\":\"RUNNING\",\"startedAt\":" + number + "}")
                .startedAt())
        .isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"taskArn\":\"a\"}",
        "{\"taskArn\":1,\"lastStatus\":\"STOPPED\"}",
        "{\"taskArn\":\"a\",\"lastStatus\":\"STOPPED\",\"containers\":{}}",
        "{\"taskArn\":\"a\",\"lastStatus\":\"STOPPED\",\"stoppedAt\":\"yesterday\"}",
        "{\"taskArn\":\"a\",\"lastStatus\":\"STOPPED\","
            + "\"containers\":[{\"name\":\"job\",\"exitCode\":\"0\"}]}",
        "{\"tasks\":[{\"taskArn\":\"a\",\"lastStatus\":\"STOPPED\"},"
            + "{\"taskArn\":\"b\",\"lastStatus\":\"STOPPED\"}]}",
        "{\"detail\":{}}"
      })
  void whatIsNoTaskIsRefusedByItsField(String json) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void whatIsMissingOfATaskStandsInNobodysWay() {
    var facts = parse("{\"lastStatus\":\"STOPPED\",\"containers\":[{\"exitCode\":3}]}");

    assertThat(facts.taskArn()).isEmpty();
    assertThat(facts.containers()).extracting(ContainerFacts::exitCode).containsExactly(3);
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING, RUNNING, false, true, false",
    "RUNNING, STOPPED, false, true, true",
    "STOPPED, STOPPED, true, false, false",
    "PENDING, STOPPED, false, false, false",
    "DEPROVISIONING, STOPPED, false, false, false"
  })
  void whereATaskStandsIsReadFromBothItsStatuses(
      String last, String desired, boolean stopped, boolean running, boolean beingStopped) {
    var facts = new TaskFacts("a", null, last, desired, null, null, List.of(), null, null, null);

    assertThat(facts.isStopped()).isEqualTo(stopped);
    assertThat(facts.isRunning()).isEqualTo(running);
    assertThat(facts.isBeingStopped()).isEqualTo(beingStopped);
  }

  @Test
  void aTaskStartedIfItRanOrIfAnyContainerHasAnExitCode() {
    var never =
        parse("{\"taskArn\":\"a\",\"lastStatus\":\"STOPPED\",\"containers\":[{\"name\":\"job\"}]}");
    var exited =
        parse(
            "{\"taskArn\":\"a\",\"lastStatus\":\"STOPPED\","
                + "\"containers\":[{\"name\":\"job\"},{\"name\":\"log\",\"exitCode\":0}]}");

    assertThat(never.everStarted()).isFalse();
    assertThat(exited.everStarted()).isTrue();
    assertThat(READ.everStarted()).isTrue();
  }

  @Test
  void aTaskIsOursOnlyWithTheKeyOfOurStack() {
    assertThat(READ.attemptKey("prod"))
        .contains(new AttemptKey("prod", new RunId("nightly-20261121T023000Z-abcdefgh2345"), 0, 1));
    assertThat(READ.attemptKey("test")).isEmpty();
    assertThat(
            parse("{\"taskArn\":\"a\",\"lastStatus\":\"STOPPED\",\"startedBy\":\"ecs-svc/1\"}")
                .attemptKey("prod"))
        .isEmpty();
    assertThat(parse("{\"taskArn\":\"a\",\"lastStatus\":\"STOPPED\"}").attemptKey("prod"))
        .isEmpty();
  }
}

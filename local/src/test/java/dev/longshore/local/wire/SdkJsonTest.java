package dev.longshore.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longshore.json.Json;
import dev.longshore.local.wire.SdkJson.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;

class SdkJsonTest {

  private static String write(Task task, Times times) {
    return Json.write(SdkJson.write(task, times));
  }

  @Test
  void timesAreSecondsWithMillisecondsBehindThePoint() {
    var task = Task.builder().createdAt(Instant.parse("2026-11-21T12:00:00.050Z")).build();

    assertThat(write(task, Times.EPOCH_SECONDS)).isEqualTo("{\"createdAt\":1795262400.050}");
    assertThat(write(task, Times.ISO_8601))
        .isEqualTo("{\"createdAt\":\"2026-11-21T12:00:00.050Z\"}");
  }

  @Test
  void whatIsNotSetIsLeftOutAndWhatIsEmptyIsNot() {
    assertThat(write(Task.builder().build(), Times.EPOCH_SECONDS)).isEqualTo("{}");
    assertThat(write(Task.builder().tags(List.of()).build(), Times.EPOCH_SECONDS))
        .isEqualTo("{\"tags\":[]}");
  }

  @Test
  void aRequestComesBackAsItWas() {
    var request =
        RegisterTaskDefinitionRequest.builder()
            .family("etl")
            .requiresCompatibilitiesWithStrings("FARGATE")
            .ephemeralStorage(storage -> storage.sizeInGiB(21))
            .containerDefinitions(
                ContainerDefinition.builder()
                    .name("job")
                    .essential(false)
                    .command("a", "b")
                    .logConfiguration(log ->
                        log.logDriver(LogDriver.AWSLOGS).options(Map.of("awslogs-group", "g")))
                    .build())
            .build();

    var text = Json.write(SdkJson.write(request, Times.EPOCH_SECONDS));
    var read =
        SdkJson.read(Json.parseObject(text).values(), RegisterTaskDefinitionRequest.builder());

    assertThat(read.build()).isEqualTo(request);
  }

  @Test
  void whatIsUnknownIsPassedOver() {
    var read =
        SdkJson.read(Map.of("desiredStatus", "STOPPED", "unknown", 1), ListTasksRequest.builder());

    assertThat(read.build().desiredStatus()).isEqualTo(DesiredStatus.STOPPED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"family\":1}",
        "{\"containerDefinitions\":{}}",
        "{\"containerDefinitions\":[1]}",
        "{\"containerDefinitions\":[null]}",
        "{\"containerDefinitions\":[{\"essential\":\"true\"}]}",
        "{\"containerDefinitions\":[{\"memory\":\"512\"}]}",
        "{\"containerDefinitions\":[{\"memory\":512.5}]}",
        "{\"containerDefinitions\":[{\"memory\":5000000000}]}",
        "{\"containerDefinitions\":[{\"dockerLabels\":[]}]}",
        "{\"containerDefinitions\":[{\"dockerLabels\":{\"a\":null}}]}",
        "{\"containerDefinitions\":[{\"dockerLabels\":{\"a\":1}}]}",
      })
  void anotherTypeIsRefused(String json) {
    assertThatExceptionOfType(NotSerializable.class)
        .isThrownBy(() ->
            SdkJson.read(Json.parseObject(json).values(), RegisterTaskDefinitionRequest.builder()));
  }
}

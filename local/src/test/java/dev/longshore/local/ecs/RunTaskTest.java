package dev.longshore.local.ecs;

import static dev.longshore.local.ecs.EcsBench.overrides;
import static dev.longshore.local.ecs.EcsBench.provider;
import static dev.longshore.local.ecs.EcsBench.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** What RunTask takes, and how it refuses. */
class RunTaskTest {

  private final EcsBench bench = new EcsBench();

  private void assertInvalid(RunTaskRequest.Builder request, String message) {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> bench.ecs.runTask(request.build()))
        .withMessageContaining(message);
    assertThat(bench.ecs.live()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void oneToTenTasksAreLaunchedAtOnce(int count) {
    var tasks = bench.ecs.runTask(request().count(count).build()).tasks();

    assertThat(tasks).extracting(Task::taskArn).doesNotHaveDuplicates().hasSize(count);
    bench.loop.runFor(EcsBench.WORK);
    assertThat(bench.told("STOPPED")).hasSize(count);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 11})
  void noOtherCountIs(int count) {
    assertInvalid(request().count(count), "count");
  }

  @Test
  void startedByMayHave128Characters() {
    var startedBy = "aZ09-_/".repeat(19).substring(0, 128);

    var arn = bench.launch(request().startedBy(startedBy).build());

    assertThat(bench.task(arn).startedBy()).isEqualTo(startedBy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a.b", "a:b", "\u00e9", "a\nb"})
  void startedByHasLettersDigitsHyphensUnderscoresAndSlashes(String startedBy) {
    assertInvalid(request().startedBy(startedBy), "startedBy");
  }

  @Test
  void startedByMayNotHave129Characters() {
    assertInvalid(request().startedBy("a".repeat(129)), "startedBy");
  }

  @Test
  void aClientTokenMayHave64PrintableCharacters() {
    assertThat(bench.launch(request().clientToken("!~".repeat(32)).build())).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "\u00e9",
        "0123456789012345678901234567890123456789012345678901234567890123X"
      })
  void noOtherClientTokenIsTaken(String token) {
    assertInvalid(request().clientToken(token), "clientToken");
  }

  private static RunTaskRequest.Builder withOverrides(int length) {
    var around =
        "{\"cpu\":\"256\",\"memory\":\"512\",\"containerOverrides\":[{\"name\":\"job\",\"command\":[\"work\"],\"environment\":[{\"name\":\"X\",\"value\":\"\"}]}]}";
    var value = "x".repeat(length - around.length());
    var variable = KeyValuePair.builder().name("X").value(value).build();
    var container =
        ContainerOverride.builder().name("job").command("work").environment(variable).build();
    return request().overrides(overrides("256", "512", container));
  }

  @Test
  void overridesMayHave8192CharactersWithAllTheirPunctuation() {
    assertThat(bench.launch(withOverrides(8192).build())).isNotEmpty();
  }

  @Test
  void overridesMayNotHave8193() {
    assertInvalid(withOverrides(8193), "8192");
  }

  @ParameterizedTest
  @CsvSource({"256, 512", "256, 2048", "1024, 8192", "4096, 30720", "8192, 61440", "16384, 122880"})
  void aFargatePairIsTaken(String cpu, String memory) {
    var arn = bench.launch(sized(cpu, memory).build());

    assertThat(bench.task(arn).cpu()).isEqualTo(cpu);
    assertThat(bench.task(arn).memory()).isEqualTo(memory);
  }

  @ParameterizedTest
  @CsvSource({
    "256, 4096",
    "300, 512",
    "8192, 17408",
    "0, 0",
    "x, 512",
    "256,",
    ", 512",
    "-256, 512"
  })
  void noOtherPairIs(@Nullable String cpu, @Nullable String memory) {
    assertInvalid(sized(cpu, memory), "No Fargate configuration exists");
  }

  private static RunTaskRequest.Builder sized(@Nullable String cpu, @Nullable String memory) {
    var container = ContainerOverride.builder().name("job").build();
    return request().overrides(overrides(cpu, memory, container));
  }

  @Test
  void aCapacityProviderIsKnown() {
    assertInvalid(
        request().capacityProviderStrategy(provider("MINE")),
        "The specified capacity provider was not found.");
  }

  @Test
  void theLaunchTypeFargateIsOnDemand() {
    var arn =
        bench.launch(
            request().capacityProviderStrategy(List.of()).launchType(LaunchType.FARGATE).build());

    assertThat(bench.task(arn).capacityProviderName()).isEqualTo("FARGATE");
  }

  @Test
  void aStrategyAndALaunchTypeExcludeEachOther() {
    assertInvalid(
        request().launchType(LaunchType.FARGATE),
        "Specifying both a launch type and capacity provider strategy is not supported.");
  }

  @Test
  void withNeitherThereIsNothingToRunOn() {
    assertInvalid(request().capacityProviderStrategy(List.of()), "No Container Instances");
    assertInvalid(
        request().capacityProviderStrategy(List.of()).launchType(LaunchType.EC2),
        "No Container Instances");
  }

  @ParameterizedTest
  @ValueSource(strings = {"longshore", "arn:aws:ecs:eu-west-1:123456789012:cluster/longshore"})
  void theClusterGoesByNameOrArn(String cluster) {
    assertThat(bench.launch(request().cluster(cluster).build())).isNotEmpty();
  }

  @Test
  void anotherClusterIsNotFound() {
    for (var cluster : new @Nullable String[] {"other", null}) {
      assertThatExceptionOfType(ClusterNotFoundException.class)
          .as("%s, which means default", cluster)
          .isThrownBy(() -> bench.ecs.runTask(request().cluster(cluster).build()));
    }
  }

  @Test
  void anUnknownTaskDefinitionIsAClientException() {
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> bench.ecs.runTask(request().taskDefinition("unknown").build()))
        .withMessageContaining("TaskDefinition not found.");
  }

  @Test
  void aRefusalCarriesItsCodeAsTheSdkReadsIt() {
    var refusal =
        catchThrowableOfType(
            InvalidParameterException.class, () -> bench.ecs.runTask(request().count(0).build()));

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterException");
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.isThrottlingException()).isFalse();
  }

  @Test
  void aShortageIsAFailureInAnAnswerThatSucceeds() {
    bench.lacks("Capacity is unavailable at this time. Please try again later");

    var response = bench.ecs.runTask(request().build());

    assertThat(response.tasks()).isEmpty();
    assertThat(response.failures())
        .extracting(Failure::reason)
        .containsExactly("Capacity is unavailable at this time. Please try again later");
    bench.loop.runFor(EcsBench.WORK);
    assertThat(bench.events).isEmpty();
  }
}

package dev.longshore.local.ecs.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

class DefinitionValidationTest {

  private static ContainerDefinition.Builder container() {
    return ContainerDefinition.builder().name("job").image("image:1");
  }

  private static RegisterTaskDefinitionRequest.Builder definition() {
    return RegisterTaskDefinitionRequest.builder()
        .family("etl")
        .requiresCompatibilities(Compatibility.FARGATE)
        .networkMode(NetworkMode.AWSVPC)
        .cpu("256")
        .memory("512")
        .containerDefinitions(container().build());
  }

  private static void assertTaken(RegisterTaskDefinitionRequest.Builder request) {
    assertThatCode(() -> DefinitionValidation.check(request.build())).doesNotThrowAnyException();
  }

  private static void assertRefused(RegisterTaskDefinitionRequest.Builder request, String word) {
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> DefinitionValidation.check(request.build()))
        .withMessageContaining(word);
  }

  private static RegisterTaskDefinitionRequest.Builder with(
      Consumer<ContainerDefinition.Builder> change) {
    var container = container();
    change.accept(container);
    return definition().containerDefinitions(container.build());
  }

  @Test
  void aFamilyHasUpTo255LettersDigitsHyphensAndUnderscores() {
    assertTaken(definition().family("a-_9".repeat(63) + "abc"));
    assertRefused(definition().family("a".repeat(256)), "Family");
    assertRefused(definition().family("a.b"), "Family");
    assertRefused(definition().family(""), "Family should not be null or empty.");
    assertRefused(definition().family(null), "Family should not be null or empty.");
  }

  @Test
  void containersHaveANameOfTheirOwnAndAnImage() {
    assertRefused(definition().containerDefinitions(List.of()), "Container list cannot be empty.");
    assertRefused(with(container -> container.name("")), "Container.name");
    assertRefused(with(container -> container.name("../job")), "Container.name");
    assertRefused(with(container -> container.image(null)), "Container.image");
    assertRefused(
        definition().containerDefinitions(container().build(), container().build()), "unique");
  }

  @Test
  void oneOfThemIsEssential() {
    assertRefused(with(container -> container.essential(false)), "essential");
  }

  @ParameterizedTest
  @CsvSource({"256, 512", "1024, 8192", ".5 vCPU, 1 GB", "16384, 122880"})
  void aFargatePairIsTaken(String cpu, String memory) {
    assertTaken(definition().cpu(cpu).memory(memory));
  }

  @ParameterizedTest
  @CsvSource({
    "256, 4096, No Fargate configuration",
    "300, 512, No Fargate configuration",
    ", 512, 'that ''cpu'' be defined'",
    "256, , 'that ''memory'' be defined'",
  })
  void noOtherPairIs(@Nullable String cpu, @Nullable String memory, String word) {
    assertRefused(definition().cpu(cpu).memory(memory), word);
  }

  @Test
  void fargateKnowsOneNetworkMode() {
    assertRefused(definition().networkMode(NetworkMode.BRIDGE), "awsvpc");
    assertRefused(definition().networkMode((NetworkMode) null), "awsvpc");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 120})
  void aStopTimeoutIsFrom2To120Seconds(int seconds) {
    assertTaken(with(container -> container.stopTimeout(seconds)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 121})
  void noOtherStopTimeoutIs(int seconds) {
    assertRefused(with(container -> container.stopTimeout(seconds)), "stopTimeout");
  }

  @ParameterizedTest
  @CsvSource({"20, false", "21, true", "200, true", "201, false"})
  void ephemeralStorageIsFrom21To200Gib(int size, boolean taken) {
    var request = definition().ephemeralStorage(storage -> storage.sizeInGiB(size));
    if (taken) {
      assertTaken(request);
    } else {
      assertRefused(request, "Ephemeral storage");
    }
  }

  @Test
  void aContainerHasNoMoreMemoryThanItsTask() {
    assertTaken(with(container -> container.memory(512)));
    assertRefused(with(container -> container.memory(513)), "memory");
  }

  @Test
  void awslogsNeedsItsOptionsAndARole() {
    var options =
        Map.of("awslogs-group", "g", "awslogs-region", "us-east-1", "awslogs-stream-prefix", "p");
    Consumer<ContainerDefinition.Builder> logs =
        container ->
            container.logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS).options(options));

    assertTaken(with(logs).executionRoleArn("arn:aws:iam::000000000000:role/x"));
    assertRefused(with(logs), "execution role");
    assertRefused(
        with(container -> container.logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)))
            .executionRoleArn("arn:aws:iam::000000000000:role/x"),
        "awslogs-group");
  }

  private static RegisterTaskDefinitionRequest.Builder depending(
      String on, @Nullable ContainerCondition condition, boolean essential) {
    var dependency = ContainerDependency.builder().containerName(on).condition(condition).build();
    return definition()
        .containerDefinitions(
            container().dependsOn(dependency).build(),
            container().name("setup").essential(essential).build());
  }

  @Test
  void whatADependencyNamesMustBeThereAndFit() {
    assertTaken(depending("setup", ContainerCondition.START, true));
    assertTaken(depending("setup", ContainerCondition.SUCCESS, false));
    assertRefused(depending("other", ContainerCondition.START, true), "other");
    assertRefused(depending("setup", null, false), "condition");
    assertRefused(depending("setup", ContainerCondition.SUCCESS, true), "must not be essential");
    assertRefused(depending("setup", ContainerCondition.COMPLETE, true), "must not be essential");
    assertRefused(depending("setup", ContainerCondition.HEALTHY, true), "health check");
    assertRefused(depending("job", ContainerCondition.START, true), "circle");
  }

  @Test
  void whatIsNotForFargateMayLackItsSize() {
    assertTaken(
        definition()
            .requiresCompatibilities(Compatibility.EC2)
            .networkMode((NetworkMode) null)
            .cpu(null)
            .memory(null));
  }
}

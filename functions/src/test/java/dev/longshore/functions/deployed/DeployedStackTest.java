package dev.longshore.functions.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.admission.PaceLimit;
import dev.longshore.job.Capacity;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeployedStackTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("LONGSHORE_STACK", "prod"),
          Map.entry("LONGSHORE_CLUSTER", "cluster"),
          Map.entry("LONGSHORE_STATE_MACHINE", "arn:machine:live"),
          Map.entry("LONGSHORE_EVENT_BUS", "bus"),
          Map.entry("LONGSHORE_QUEUE_PREFIX", "prod_"),
          Map.entry("LONGSHORE_SUBNETS", "subnet-a,subnet-b"),
          Map.entry("LONGSHORE_SECURITY_GROUPS", "sg-a"),
          Map.entry("LONGSHORE_EXECUTE_COMMAND", "disabled"),
          Map.entry("LONGSHORE_CHECKPOINTS", "s3://bucket/checkpoints"),
          Map.entry("LONGSHORE_CALLS_BURST", "1"),
          Map.entry("LONGSHORE_CALLS_PER_SECOND", "2"),
          Map.entry("LONGSHORE_LAUNCHES_BURST", "3"),
          Map.entry("LONGSHORE_LAUNCHES_PER_SECOND", "4"),
          Map.entry("AWS_REGION", "eu-west-1"));

  private static DeployedStack stack(Map<String, String> environment) {
    return new DeployedStack(new Variables(environment), Clients.of("eu-west-1"));
  }

  @Test
  void aDeploymentIsWhatTheEnvironmentSays() {
    var deployment = stack(ENVIRONMENT).deployment();
    var settings = deployment.settings();

    assertThat(deployment.cluster()).isEqualTo("cluster");
    assertThat(deployment.stateMachine()).isEqualTo("arn:machine:live");
    assertThat(deployment.eventBus()).isEqualTo("bus");
    assertThat(deployment.queue("etl")).isEqualTo("prod_etl");
    assertThat(deployment.securityGroups()).containsExactly("sg-a");
    assertThat(deployment.executeCommand()).isFalse();
    assertThat(settings.stack()).isEqualTo("prod");
    assertThat(settings.subnets()).containsExactly("subnet-a", "subnet-b");
    assertThat(settings.checkpoints()).isEqualTo("s3://bucket/checkpoints");
    assertThat(settings.billing().region()).isEqualTo("eu-west-1");
    assertThat(settings.calls()).isEqualTo(new PaceLimit("RunTask", 1, 2));
    assertThat(settings.launches())
        .containsOnly(
            Map.entry(Capacity.SPOT, new PaceLimit("FARGATE_SPOT", 3, 4)),
            Map.entry(Capacity.ON_DEMAND, new PaceLimit("FARGATE", 3, 4)));
  }

  @Test
  void commandsAreTakenWhereTheStackSaysSo() {
    var environment = new HashMap<>(ENVIRONMENT);
    environment.put("LONGSHORE_EXECUTE_COMMAND", "enabled");

    assertThat(stack(environment).deployment().executeCommand()).isTrue();
  }

  @Test
  void eachVariableThatIsMissingIsNamed() {
    ENVIRONMENT.keySet().stream()
        .filter(
            name -> !name.equals("LONGSHORE_SUBNETS") && !name.equals("LONGSHORE_SECURITY_GROUPS"))
        .forEach(name -> {
          var environment = new HashMap<>(ENVIRONMENT);
          environment.remove(name);
          assertThatThrownBy(() -> stack(environment).deployment())
              .hasMessageContaining(name + " is missing");
        });
  }

  @Test
  void aPackageWithoutACatalogSaysHowToGetOne() {
    assertThatThrownBy(() -> stack(ENVIRONMENT).catalog())
        .hasMessageContaining("`longshore render` writes it");
  }

  /** Two copies of one snapshot must not draw the same numbers. */
  @Test
  void randomNumbersComeFromTheSystem() {
    var random = stack(ENVIRONMENT).random();

    assertThat(IntStream.range(0, 100).mapToObj(_ -> random.nextLong()).distinct()).hasSize(100);
  }
}

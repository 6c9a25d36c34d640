package dev.longshore.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.http.AddressUnusable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Secret;

/** A served ECS whose tasks are real processes. */
class EcsHostIT {

  @TempDir private Path folder;

  private HostedEcs start(CapacityMarket market) throws InterruptedException {
    return HostedEcs.start(folder, TaskRuntimes.PROCESSES, market);
  }

  private static ContainerDefinition.Builder job(String... command) {
    return ContainerDefinition.builder().name("job").image("none").command(command);
  }

  @Test
  void aTaskIsAProcessWithItsEnvironmentAndLog() throws IOException, InterruptedException {
    var options =
        Map.of(
            "awslogs-group", "/ecs/../etl",
            "awslogs-region", HostedEcs.REGION,
            "awslogs-stream-prefix", "runs");
    try (var ecs = start(CapacityMarket.CALM)) {
      ecs.register(
          job("sh", "-c", "echo $TOKEN $OTHER $EVERYWHERE $AWS_REGION; exit 3")
              .secrets(Secret.builder().name("TOKEN").valueFrom("arn:x").build())
              .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS).options(options)));

      var task = ecs.awaitStopped(ecs.run());

      assertThat(task.containers().getFirst().exitCode()).isEqualTo(3);
      var id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
      var log = folder.resolve("data/logs/ecs/_../etl/runs/job/" + id + ".log");
      assertThat(Files.readAllLines(log)).isEqualTo(List.of("secret yes eu-west-1"));
    }
  }

  @Test
  void aSpotTaskIsInterruptedAsTheMarketWants() throws InterruptedException {
    try (var ecs = start((_, _) -> Optional.of(Duration.ofMillis(50)))) {
      ecs.register(job("sleep", "60"));

      var task = ecs.awaitStopped(ecs.run());

      assertThat(task.stopCodeAsString()).isEqualTo("SpotInterruption");
      assertThat(task.stoppedReason()).isEqualTo("Your Spot Task was interrupted.");
      assertThat(task.containers().getFirst().exitCode()).isEqualTo(143);
    }
  }

  @Test
  void aPortThatIsTakenLeavesTheFolderFree() throws IOException, InterruptedException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(AddressUnusable.class)
          .isThrownBy(() ->
              HostedEcs.host(
                  folder, TaskRuntimes.PROCESSES, CapacityMarket.CALM, taken.getLocalPort()));
    }
    HostedEcs.host(folder, TaskRuntimes.PROCESSES, CapacityMarket.CALM, 0).close();
  }
}

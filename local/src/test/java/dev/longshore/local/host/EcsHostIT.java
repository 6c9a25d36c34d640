package dev.longshore.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longshore.local.data.DataFolder;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.ecs.http.AddressUnusable;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.process.DataLock.Taken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.waiters.EcsWaiter;

/** A served ECS whose tasks are real processes. */
class EcsHostIT {

  private static final String REGION = "eu-west-1";

  @TempDir private Path folder;
  private @Nullable Running running;

  /** A host at work on a thread of its own. */
  private record Running(EcsHost host, Thread thread, EcsClient ecs) {

    void close() throws InterruptedException {
      ecs.close();
      host.finish();
      thread.join();
      host.close();
    }
  }

  private static EcsOptions options(int port, CapacityMarket market) {
    return new EcsOptions(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        "123456789012",
        REGION,
        1,
        Lifecycle.INSTANT,
        market,
        Map.of("PATH", System.getenv("PATH"), "TOKEN", "secret", "OTHER", "unseen"),
        Map.of("EVERYWHERE", "yes"),
        _ -> {},
        _ -> {});
  }

  private EcsHost host(EcsOptions options) throws InterruptedException {
    var data = new DataFolder(folder.resolve("data"));
    var lock = ((Taken) DataLock.take(data.path())).lock();
    return new EcsHost(lock, data, TaskRuntimes.PROCESSES, options);
  }

  private EcsClient serve(CapacityMarket market) throws InterruptedException {
    var host = host(options(0, market));
    var thread = Thread.ofPlatform().start(host::run);
    var ecs =
        EcsClient.builder()
            .endpointOverride(host.endpoint())
            .region(Region.of(REGION))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    running = new Running(host, thread, ecs);
    return ecs;
  }

  @AfterEach
  void close() throws InterruptedException {
    if (running != null) {
      running.close();
    }
  }

  private static void register(EcsClient ecs, ContainerDefinition container) {
    ecs.registerTaskDefinition(request ->
        request
            .family("etl")
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .executionRoleArn("arn:aws:iam::123456789012:role/x")
            .cpu("256")
            .memory("512")
            .containerDefinitions(container));
  }

  private static Task run(EcsClient ecs) {
    var spot =
        CapacityProviderStrategyItem.builder().capacityProvider("FARGATE_SPOT").weight(1).build();
    var arn =
        ecs.runTask(request ->
                request
                    .taskDefinition("etl")
                    .capacityProviderStrategy(spot)
                    .networkConfiguration(
                        network -> network.awsvpcConfiguration(vpc -> vpc.subnets("s-1"))))
            .tasks()
            .getFirst()
            .taskArn();
    try (var waiter =
        EcsWaiter.builder()
            .client(ecs)
            .overrideConfiguration(config ->
                config
                    .maxAttempts(1000)
                    .backoffStrategyV2(
                        BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(20))))
            .build()) {
      return waiter
          .waitUntilTasksStopped(DescribeTasksRequest.builder().tasks(arn).build())
          .matched()
          .response()
          .orElseThrow()
          .tasks()
          .getFirst();
    }
  }

  @Test
  void aTaskIsAProcessWithItsEnvironmentAndLog() throws IOException, InterruptedException {
    var ecs = serve(CapacityMarket.CALM);
    register(
        ecs,
        ContainerDefinition.builder()
            .name("job")
            .image("none")
            .command("sh", "-c", "echo $TOKEN $OTHER $EVERYWHERE $AWS_REGION; exit 3")
            .secrets(Secret.builder().name("TOKEN").valueFrom("arn:x").build())
            .logConfiguration(log ->
                log.logDriver(LogDriver.AWSLOGS)
                    .options(
                        Map.of(
                            "awslogs-group", "/ecs/../etl",
                            "awslogs-region", REGION,
                            "awslogs-stream-prefix", "runs")))
            .build());

    var task = run(ecs);

    assertThat(task.containers().getFirst().exitCode()).isEqualTo(3);
    var id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    var log = folder.resolve("data/logs/ecs/_../etl/runs/job/" + id + ".log");
    assertThat(Files.readAllLines(log)).isEqualTo(List.of("secret yes eu-west-1"));
  }

  @Test
  void aSpotTaskIsInterruptedAsTheMarketWants() throws InterruptedException {
    var ecs = serve((_, _) -> Optional.of(Duration.ofMillis(50)));
    register(
        ecs,
        ContainerDefinition.builder().name("job").image("none").command("sleep", "60").build());

    var task = run(ecs);

    assertThat(task.stopCodeAsString()).isEqualTo("SpotInterruption");
    assertThat(task.stoppedReason()).isEqualTo("Your Spot Task was interrupted.");
    assertThat(task.containers().getFirst().exitCode()).isEqualTo(143);
  }

  @Test
  void aPortThatIsTakenLeavesTheFolderFree() throws IOException, InterruptedException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(AddressUnusable.class)
          .isThrownBy(() -> host(options(taken.getLocalPort(), CapacityMarket.CALM)));
    }
    host(options(0, CapacityMarket.CALM)).close();
  }
}

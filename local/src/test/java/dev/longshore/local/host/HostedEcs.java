package dev.longshore.local.host;

import dev.longshore.local.data.DataFolder;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.process.DataLock.Taken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.ecs.waiters.EcsWaiter;

/** A served ECS at work on a thread of its own, with the SDK's client of it. */
final class HostedEcs implements AutoCloseable {

  static final String REGION = "eu-west-1";
  private static final CapacityProviderStrategyItem SPOT =
      CapacityProviderStrategyItem.builder().capacityProvider("FARGATE_SPOT").weight(1).build();

  private final EcsHost host;
  private final EcsClient ecs;
  private final EcsWaiter waiter;

  private HostedEcs(EcsHost host) {
    this.host = host;
    Thread.ofPlatform().start(host::run);
    this.ecs =
        EcsClient.builder()
            .endpointOverride(host.endpoint())
            .region(Region.of(REGION))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    this.waiter =
        EcsWaiter.builder()
            .client(ecs)
            .overrideConfiguration(config ->
                config
                    .maxAttempts(3000)
                    .backoffStrategyV2(
                        BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(20))))
            .build();
  }

  static HostedEcs start(Path folder, TaskRuntimes runtimes, CapacityMarket market)
      throws InterruptedException {
    return new HostedEcs(host(folder, runtimes, market, 0));
  }

  static EcsHost host(Path folder, TaskRuntimes runtimes, CapacityMarket market, int port)
      throws InterruptedException {
    var options =
        new EcsOptions(
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
    var data = new DataFolder(folder.resolve("data"));
    var lock = ((Taken) DataLock.take(data.path())).lock();
    return new EcsHost(lock, data, runtimes, options);
  }

  /** Registers a task of these containers. */
  void register(ContainerDefinition.Builder... containers) {
    var built = Stream.of(containers).map(one -> one.build()).toList();
    ecs.registerTaskDefinition(request ->
        request
            .family("etl")
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .executionRoleArn("arn:aws:iam::123456789012:role/x")
            .cpu("256")
            .memory("512")
            .volumes(Volume.builder().name("scratch").build())
            .containerDefinitions(built));
  }

  /** Runs such a task, and answers its ARN. */
  String run() {
    return ecs.runTask(request ->
            request
                .taskDefinition("etl")
                .capacityProviderStrategy(SPOT)
                .networkConfiguration(
                    network -> network.awsvpcConfiguration(vpc -> vpc.subnets("s-1"))))
        .tasks()
        .getFirst()
        .taskArn();
  }

  void awaitRunning(String arn) {
    waiter.waitUntilTasksRunning(about(arn));
  }

  Task awaitStopped(String arn) {
    return waiter
        .waitUntilTasksStopped(about(arn))
        .matched()
        .response()
        .orElseThrow()
        .tasks()
        .getFirst();
  }

  private static DescribeTasksRequest about(String arn) {
    return DescribeTasksRequest.builder().tasks(arn).build();
  }

  static Container container(Task task, String name) {
    return task.containers().stream()
        .filter(container -> container.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  EcsClient client() {
    return ecs;
  }

  @Override
  public void close() {
    waiter.close();
    ecs.close();
    host.finish();
    host.close();
  }
}

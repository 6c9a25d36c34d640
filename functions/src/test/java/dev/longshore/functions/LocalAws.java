package dev.longshore.functions;

import static org.assertj.core.api.Assertions.fail;

import dev.longshore.aws.dynamodb.DynamoDbStore;
import dev.longshore.aws.dynamodb.LedgerTable;
import dev.longshore.ledger.Ledger;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A MiniStack at an address that containers reach, with what the sample events are about: a ledger
 * with their run, a state machine, a cluster and a dead-letter queue.
 */
final class LocalAws {

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final long PAUSE = 100;
  private static final String QUEUE_PREFIX = "ls-prod-";

  private final Process process;
  private final URI endpoint;
  private String stateMachine = "";

  private LocalAws(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts it; what it says goes to {@code log}. */
  static LocalAws start(Path log) throws IOException, InterruptedException {
    var bridge = bridge();
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(bridge))) {
      port = socket.getLocalPort();
    }
    var command =
        new ProcessBuilder("ministack").redirectErrorStream(true).redirectOutput(log.toFile());
    command.environment().put("GATEWAY_PORT", Integer.toString(port));
    command.environment().put("BIND_HOST", bridge);
    Process process;
    try {
      process = command.start();
    } catch (IOException e) {
      return fail("no command ministack: pip install ministack==1.5.33", e);
    }
    var aws = new LocalAws(process, URI.create("http://%s:%d".formatted(bridge, port)));
    aws.awaitConnections(log);
    aws.fill();
    return aws;
  }

  /** Where containers find this machine. */
  private static String bridge() throws SocketException {
    var docker = NetworkInterface.getByName("docker0");
    if (docker == null) {
      return fail("no interface docker0: start a Docker engine");
    }
    return docker
        .inetAddresses()
        .filter(Inet4Address.class::isInstance)
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElseThrow();
  }

  private void awaitConnections(Path log) throws IOException, InterruptedException {
    var end = System.nanoTime() + START_MAX.toNanos();
    while (true) {
      try (var _ = new Socket(endpoint.getHost(), endpoint.getPort())) {
        return;
      } catch (IOException _) {
        if (!process.isAlive() || System.nanoTime() > end) {
          stop();
          fail("ministack did not start:%n%s", Files.readString(log));
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  private void fill() {
    try (var dynamo = configured(DynamoDbClient.builder()).build();
        var stepFunctions = configured(SfnClient.builder()).build();
        var ecs = configured(EcsClient.builder()).build();
        var sqs = configured(SqsClient.builder()).build()) {
      dynamo.createTable(LedgerTable.creation("Ledger"));
      TestCloud.open(new Ledger(new DynamoDbStore(dynamo, "Ledger")), Instant.now());
      stateMachine =
          stepFunctions
              .createStateMachine(machine ->
                  machine
                      .name("longshore-run")
                      .roleArn("arn:aws:iam::000000000000:role/run")
                      .definition(
                          "{\"StartAt\":\"Done\",\"States\":{\"Done\":{\"Type\":\"Succeed\"}}}"))
              .stateMachineArn();
      ecs.createCluster(cluster -> cluster.clusterName("local"));
      sqs.createQueue(queue -> queue.queueName(QUEUE_PREFIX + "nightly-orders_dead"));
    }
  }

  URI endpoint() {
    return endpoint;
  }

  /** What the functions' environment has in place of what the template says. */
  Map<String, String> variables() {
    return Map.of(
        "AWS_ENDPOINT_URL",
        endpoint.toString(),
        "AWS_ENDPOINT_URL_ECS",
        endpoint.toString(),
        "LONGSHORE_STACK",
        "prod",
        "LONGSHORE_CLUSTER",
        "local",
        "LONGSHORE_TABLE",
        "Ledger",
        "LONGSHORE_QUEUE_PREFIX",
        QUEUE_PREFIX,
        "LONGSHORE_STATE_MACHINE",
        stateMachine);
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}

package dev.longshore.functions.deployed;

import dev.longshore.admission.PaceLimit;
import dev.longshore.aws.ContainerInsightsMetrics;
import dev.longshore.aws.Deployment;
import dev.longshore.aws.dynamodb.DynamoDbStore;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Capacity;
import dev.longshore.job.Catalog;
import dev.longshore.job.JobCodec;
import dev.longshore.ledger.Store;
import dev.longshore.orchestration.Settings;
import dev.longshore.orchestration.TaskMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The stack that a function belongs to, as its environment variables describe it. A function asks
 * for each of these once, when Lambda makes its environment.
 */
public final class DeployedStack {

  private static final String CATALOG = "/catalog.json";

  private final Variables variables;
  private final Clients clients;

  DeployedStack(Variables variables, Clients clients) {
    this.variables = variables;
    this.clients = clients;
  }

  /**
   * The stack of this process's environment.
   *
   * @throws IllegalStateException if a variable is missing or wrong; the message names it
   */
  public static DeployedStack fromEnvironment() {
    var variables = new Variables(System.getenv());
    return new DeployedStack(variables, Clients.of(variables.text(Variables.REGION)));
  }

  public Deployment deployment() {
    return new Deployment(
        settings(),
        variables.text(Variables.CLUSTER),
        variables.text(Variables.STATE_MACHINE),
        variables.text(Variables.EVENT_BUS),
        variables.text(Variables.QUEUE_PREFIX),
        variables.texts(Variables.SECURITY_GROUPS),
        variables.text(Variables.EXECUTE_COMMAND).equals("enabled"));
  }

  private Settings settings() {
    return new Settings(
        variables.text(Variables.STACK),
        variables.texts(Variables.SUBNETS),
        variables.text(Variables.CHECKPOINTS),
        new Billing(PriceTable.shipped(), variables.text(Variables.REGION)),
        new PaceLimit(
            Settings.AWS_CALLS.bucket(),
            variables.number(Variables.CALLS_BURST),
            variables.number(Variables.CALLS_PER_SECOND)),
        Map.of(
            Capacity.SPOT,
            launches(Capacity.SPOT),
            Capacity.ON_DEMAND,
            launches(Capacity.ON_DEMAND)));
  }

  private PaceLimit launches(Capacity capacity) {
    return new PaceLimit(
        capacity.provider(),
        variables.number(Variables.LAUNCHES_BURST),
        variables.number(Variables.LAUNCHES_PER_SECOND));
  }

  public Store store() {
    return new DynamoDbStore(
        clients.configured(DynamoDbClient.builder()).build(),
        variables.text(Variables.TABLE),
        clock(),
        Duration.ofDays(variables.number(Variables.HISTORY_DAYS)));
  }

  public EcsClient ecs() {
    return clients.configured(EcsClient.builder()).build();
  }

  public SfnClient stepFunctions() {
    return clients.configured(SfnClient.builder()).build();
  }

  public EventBridgeClient events() {
    return clients.configured(EventBridgeClient.builder()).build();
  }

  public SqsClient sqs() {
    return clients.configured(SqsClient.builder()).build();
  }

  /** What tasks use, as Container Insights says. */
  public TaskMetrics metrics() {
    return new ContainerInsightsMetrics(
        () -> clients.configured(CloudWatchLogsClient.builder()).build(), deployment());
  }

  /**
   * The jobs that the build has packed.
   *
   * @throws IllegalStateException if it has not
   */
  public Catalog catalog() {
    try (var file = DeployedStack.class.getResourceAsStream(CATALOG)) {
      if (file == null) {
        throw new IllegalStateException(
            "catalog.json is not in this package: `longshore render` writes it, `sam build` packs"
                + " it");
      }
      return JobCodec.decodeCatalog(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public InstantSource clock() {
    return InstantSource.system();
  }

  /** Numbers that differ from one copy of a snapshot to the next: each comes from the system. */
  public RandomGenerator random() {
    return new SecureRandom();
  }
}

package dev.longshore.cli.stack;

import dev.longshore.aws.Deployment;
import dev.longshore.aws.EcsTasks;
import dev.longshore.aws.SfnExecutions;
import dev.longshore.aws.dynamodb.DynamoDbStore;
import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.cli.log.AttemptLogs;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.orchestration.Canceller;
import dev.longshore.orchestration.Orchestrator;
import dev.longshore.orchestration.Ports;
import dev.longshore.orchestration.RunOpener;
import dev.longshore.orchestration.Settings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A deployed stack: what the functions do, done here by the same code with the caller's
 * credentials. Its clients last as long as the process.
 */
public final class Stack {

  /** As template.yaml's first lines ask. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,31}");

  /** The outputs of a stack that are read. */
  public static final Set<String> OUTPUTS =
      Set.of(
          StackDescription.ALARM_TOPIC,
          StackDescription.BUCKET,
          StackDescription.CLUSTER,
          StackDescription.DEAD_LETTERS,
          StackDescription.LEDGER,
          StackDescription.QUEUE_PREFIX,
          StackDescription.STATE_MACHINE,
          StackDescription.SUBNETS);

  /** The parameter of a stack that is read: how many days the ledger keeps a run. */
  public static final String HISTORY_DAYS = StackDescription.HISTORY_DAYS;

  /** The alias of the state machine's version that new runs follow. */
  private static final String ALIAS = ":live";

  private final StackDescription description;
  private final Caller caller;
  private final InstantSource clock = InstantSource.system();
  private final Orchestrator orchestrator;

  private Stack(StackDescription description, Caller caller) {
    this.description = description;
    this.caller = caller;
    this.orchestrator = orchestrator();
  }

  /**
   * The stack of a name, in the region and with the credentials of this process.
   *
   * @throws StackUnusable if there is none, or it cannot be looked at
   */
  public static Stack find(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new StackUnusable(
          "--stack takes up to 32 letters, digits and dashes, beginning with a letter, not '%s'"
              .formatted(name));
    }
    var caller = Caller.ofThisProcess();
    return new Stack(describe(name, caller), caller);
  }

  private static StackDescription describe(String name, Caller caller) {
    try (var cloudFormation = caller.configured(CloudFormationClient.builder()).build()) {
      var request = DescribeStacksRequest.builder().stackName(name).build();
      return StackDescription.of(cloudFormation.describeStacks(request).stacks().getFirst());
    } catch (CloudFormationException e) {
      var message = String.valueOf(e.awsErrorDetails().errorMessage());
      // It answers a ValidationError, and nothing else tells that from other ones.
      if (message.contains("does not exist")) {
        throw new StackUnusable(
            "there is no stack %s in %s: AWS_REGION and AWS_PROFILE choose another region or account"
                .formatted(name, caller.region()),
            e);
      }
      throw new StackUnusable(
          "AWS does not show the stack %s: %s (%s)"
              .formatted(name, message, e.awsErrorDetails().errorCode()),
          e);
    } catch (SdkClientException e) {
      throw new StackUnusable(
          "AWS does not answer in %s: %s".formatted(caller.region(), e.getMessage()), e);
    }
  }

  private Orchestrator orchestrator() {
    var settings =
        new Settings(
            description.name(),
            description.outputs(StackDescription.SUBNETS),
            "s3://%s/checkpoints".formatted(description.output(StackDescription.BUCKET)),
            new Billing(PriceTable.shipped(), caller.region().id()),
            null,
            Map.of());
    var deployment =
        new Deployment(
            settings,
            description.output(StackDescription.CLUSTER),
            description.output(StackDescription.STATE_MACHINE) + ALIAS,
            "",
            description.output(StackDescription.QUEUE_PREFIX),
            List.of());
    var store =
        new DynamoDbStore(
            caller.configured(DynamoDbClient.builder()).build(),
            description.output(StackDescription.LEDGER),
            clock,
            description.kept());
    var ports =
        Ports.of(
            new EcsTasks(caller.configured(EcsClient.builder()).build(), deployment),
            new SfnExecutions(caller.configured(SfnClient.builder()).build(), deployment));
    return new Orchestrator(store, ports, settings, clock, new SecureRandom());
  }

  public String name() {
    return description.name();
  }

  public InstantSource clock() {
    return clock;
  }

  /** The runs of its ledger. */
  public LedgerView ledger() {
    return LedgerView.far(orchestrator.ledger(), clock.instant(), description.createdAt());
  }

  /** Cancels its runs, as its functions do. */
  public Canceller canceller() {
    return orchestrator.canceller();
  }

  /** Opens runs of a job, as its functions do. */
  public RunOpener opener(Job job) {
    return orchestrator.opener(Catalog.of(List.of(job)));
  }

  /** Whether a job is deployed as it is: there is a task definition of its version. */
  public boolean hasDeployed(Job job) {
    try (var ecs = caller.configured(EcsClient.builder()).build()) {
      return taskDefinition(ecs, name(), job).isPresent();
    }
  }

  /**
   * The task definition of a job's version; empty if that is not deployed.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html">DescribeTaskDefinition</a>
   */
  static Optional<TaskDefinition> taskDefinition(EcsClient ecs, String stack, Job job) {
    var family = "ls-%s-%s-%s".formatted(stack, job.name(), JobCodec.version(job));
    try {
      var request = DescribeTaskDefinitionRequest.builder().taskDefinition(family).build();
      return Optional.ofNullable(ecs.describeTaskDefinition(request).taskDefinition());
    } catch (ClientException e) {
      // What the error is of, only its message tells.
      if (e.awsErrorDetails().errorMessage().contains("Unable to describe task definition")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Says what of it is not as it should be. */
  public Doctor doctor() {
    return new Doctor(description, caller);
  }

  /** What its tasks have printed. */
  public AttemptLogs logs() {
    return new CloudWatchLogs(caller.configured(CloudWatchLogsClient.builder()).build(), name());
  }
}

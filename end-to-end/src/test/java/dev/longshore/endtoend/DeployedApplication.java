package dev.longshore.endtoend;

import dev.longshore.aws.dynamodb.DynamoDbStore;
import dev.longshore.ledger.Ledger;
import dev.longshore.run.Run;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The application as {@code sam deploy} has deployed it, and what of AWS it uses. */
final class DeployedApplication implements AutoCloseable {

  static final String STACK = "e2e";

  private static final String ARTIFACTS = "artifacts";
  private static final String ALIAS = "live";

  private final LocalStack aws;
  private final ContainersEcs ecs;
  private final Command command;
  private final CloudFormationClient cloudFormation;
  private final SfnClient stepFunctions;
  private final DynamoDbClient dynamo;
  private final SqsClient sqs;
  private final EcsClient tasks;
  private final Scheduler scheduler;

  private DeployedApplication(LocalStack aws, ContainersEcs ecs, Path folder) {
    this.aws = aws;
    this.ecs = ecs;
    this.command = new Command(folder, aws.endpoint(), ecs.endpoint());
    this.cloudFormation = aws.configured(CloudFormationClient.builder()).build();
    this.stepFunctions = aws.configured(SfnClient.builder()).build();
    this.dynamo = aws.configured(DynamoDbClient.builder()).build();
    this.sqs = aws.configured(SqsClient.builder()).build();
    this.tasks = aws.configured(EcsClient.builder()).endpointOverride(ecs.endpoint()).build();
    this.scheduler = new Scheduler(aws, STACK);
  }

  /** Builds and deploys it. */
  static DeployedApplication deploy(Path folder)
      throws IOException, InterruptedException, SocketException {
    var aws = LocalStack.start();
    var ecs = ContainersEcs.start(folder.resolve("ecs"), aws.endpoint());
    var application = new DeployedApplication(aws, ecs, folder.resolve("build"));
    try {
      var built = BuiltApplication.by(application.command);
      application.deploy(built);
      application.nameStateMachine();
      application.registerTaskDefinitions(built);
      return application;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      application.close();
      throw e;
    }
  }

  private void deploy(BuiltApplication built) throws IOException, InterruptedException {
    aws.createBucket(ARTIFACTS);
    var template = LocalStackTemplate.write(built.template());
    var _ =
        command.run(
            List.of(
                "sam",
                "deploy",
                "--template-file",
                template.toString(),
                "--stack-name",
                STACK,
                "--s3-bucket",
                ARTIFACTS,
                "--no-resolve-s3",
                "--no-confirm-changeset",
                "--parameter-overrides",
                "Architecture=%s EcsEndpoint=%s SubnetIds=subnet-0a1b2c3d SecurityGroupIds=sg-0a1b2c3d"
                    .formatted(architecture(), ecs.endpoint())));
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }

  /** What {@link LocalStackTemplate} has left out. */
  private void nameStateMachine() {
    var machine = output("StateMachine");
    var version =
        stepFunctions
            .publishStateMachineVersion(publish -> publish.stateMachineArn(machine))
            .stateMachineVersionArn();
    stepFunctions.createStateMachineAlias(alias ->
        alias
            .name(ALIAS)
            .routingConfiguration(
                List.of(
                    RoutingConfigurationListItem.builder()
                        .stateMachineVersionArn(version)
                        .weight(100)
                        .build())));
  }

  private void registerTaskDefinitions(BuiltApplication built) {
    tasks.createCluster(
        cluster -> cluster.clusterName(STACK).capacityProviders("FARGATE", "FARGATE_SPOT"));
    var references = new HashMap<>(Map.of("Stack", STACK));
    references.putAll(resources(Objects.requireNonNull(resources(STACK).get("Jobs"))));
    new RenderedTaskDefinitions(built.rendering().template(), references)
        .requests()
        .forEach(tasks::registerTaskDefinition);
  }

  /** What the resources of a stack are called, by their names in its template. */
  private Map<String, String> resources(String stack) {
    return cloudFormation
        .describeStackResources(describe -> describe.stackName(stack))
        .stackResources()
        .stream()
        // Those that it only says it has made have none.
        .filter(resource -> resource.physicalResourceId() != null)
        .collect(
            Collectors.toMap(StackResource::logicalResourceId, StackResource::physicalResourceId));
  }

  String output(String name) {
    return cloudFormation
        .describeStacks(describe -> describe.stackName(STACK))
        .stacks()
        .getFirst()
        .outputs()
        .stream()
        .filter(output -> output.outputKey().equals(name))
        .map(Output::outputValue)
        .findFirst()
        .orElseThrow();
  }

  Runs runs() {
    return new Runs(new Ledger(new DynamoDbStore(dynamo, output("Ledger"))));
  }

  Letters letters() {
    return new Letters(sqs, output("QueuePrefix"));
  }

  /** Carries out a command of ours on it, and answers what that prints. */
  String longshore(String name, String... arguments) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of(name, "--stack", STACK));
    all.addAll(List.of(arguments));
    return command.longshore(all.toArray(String[]::new));
  }

  /** Aborts the execution of a run, as a person does in the console. */
  void abort(Run run) {
    var entry = Objects.requireNonNull(run.member().entry());
    stepFunctions.stopExecution(stop -> stop.executionArn(entry.execution()));
    // LocalStack does not see that before somebody answers the token that the execution waits for.
    stepFunctions.sendTaskSuccess(answer -> answer.taskToken(entry.token()).output("{}"));
  }

  /** How many events and firings were not delivered, or not handled. */
  int undelivered() {
    return letters().count(output("DeadLetters"));
  }

  ContainersEcs ecs() {
    return ecs;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /** The ARNs of the tasks that run. */
  List<String> runningTasks() {
    return tasks.listTasks(list -> list.cluster(STACK)).taskArns();
  }

  /** The names of the executions that run. */
  List<String> runningExecutions() {
    return stepFunctions
        .listExecutions(list ->
            list.stateMachineArn(output("StateMachine")).statusFilter(ExecutionStatus.RUNNING))
        .executions()
        .stream()
        .map(ExecutionListItem::name)
        .toList();
  }

  @Override
  public void close() {
    scheduler.close();
    tasks.close();
    sqs.close();
    dynamo.close();
    stepFunctions.close();
    cloudFormation.close();
    ecs.close();
    aws.close();
  }
}

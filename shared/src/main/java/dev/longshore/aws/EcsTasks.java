package dev.longshore.aws;

import dev.longshore.orchestration.Tasks;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.TaskFacts;
import dev.longshore.run.TaskRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * Tasks on ECS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
public final class EcsTasks implements Tasks {

  /** The tag of a task that names its run; those of its task definition name stack and job. */
  public static final String RUN_TAG = "longshore:run";

  private static final String CONTAINER = "job";
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final EcsClient ecs;
  private final Deployment deployment;

  public EcsTasks(EcsClient ecs, Deployment deployment) {
    this.ecs = ecs;
    this.deployment = deployment;
  }

  @Override
  public LaunchResult launch(AttemptKey key, TaskRequest request) {
    try {
      var response = ecs.runTask(runTask(key, request));
      if (!response.failures().isEmpty()) {
        return new Refused(
            response.failures().stream().map(EcsTasks::text).collect(Collectors.joining("; ")));
      }
      if (response.tasks().size() != 1) {
        throw new IllegalStateException(
            "RunTask answered %d tasks for one attempt".formatted(response.tasks().size()));
      }
      return new Launched(response.tasks().getFirst().taskArn());
    } catch (ConflictException e) {
      // The token's first request was another one, as one of a former version of Longshore may be;
      // its task is ours.
      return new Launched(e.resourceIds().getFirst());
    } catch (EcsException e) {
      if (e.isThrottlingException()) {
        return new Throttled();
      }
      if (e.statusCode() >= CLIENT_ERROR && e.statusCode() < SERVER_ERROR) {
        return new Refused(
            e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage());
      }
      throw e;
    }
  }

  private RunTaskRequest runTask(AttemptKey key, TaskRequest request) {
    var builder =
        RunTaskRequest.builder()
            .cluster(deployment.cluster())
            .taskDefinition(request.taskDefinition())
            .count(1)
            .clientToken(key.clientToken())
            .startedBy(key.startedBy())
            .propagateTags(PropagateTags.TASK_DEFINITION)
            .enableExecuteCommand(deployment.executeCommand())
            .tags(Tag.builder().key(RUN_TAG).value(key.run().value()).build())
            .capacityProviderStrategy(
                CapacityProviderStrategyItem.builder()
                    .capacityProvider(request.capacity().provider())
                    .weight(1)
                    .build())
            .overrides(
                TaskOverride.builder()
                    .cpu(String.valueOf(request.size().cpu()))
                    .memory(String.valueOf(request.size().memory()))
                    .containerOverrides(container(request))
                    .build());
    if (!request.subnets().isEmpty()) {
      builder.networkConfiguration(network ->
          network.awsvpcConfiguration(vpc ->
              vpc.subnets(request.subnets())
                  .securityGroups(deployment.securityGroups())
                  .assignPublicIp(AssignPublicIp.DISABLED)));
    }
    return builder.build();
  }

  private static ContainerOverride container(TaskRequest request) {
    return ContainerOverride.builder()
        .name(CONTAINER)
        .command(request.command().isEmpty() ? null : request.command())
        .environment(environment(request))
        .build();
  }

  private static List<KeyValuePair> environment(TaskRequest request) {
    return request.environment().entrySet().stream()
        .map(variable ->
            KeyValuePair.builder().name(variable.getKey()).value(variable.getValue()).build())
        .toList();
  }

  private static String text(Failure failure) {
    return failure.detail() == null
        ? failure.reason()
        : failure.reason() + " (" + failure.detail() + ")";
  }

  @Override
  public void stop(String taskArn, String reason) {
    try {
      var _ =
          ecs.stopTask(
              StopTaskRequest.builder()
                  .cluster(deployment.cluster())
                  .task(taskArn)
                  .reason(reason)
                  .build());
    } catch (InvalidParameterException | ClientException e) {
      if (!isNotFound(e)) {
        throw e;
      }
    }
  }

  /** ECS forgets stopped tasks after an hour; what it has forgotten needs no stop. */
  private static boolean isNotFound(EcsException e) {
    return e.awsErrorDetails().errorMessage().contains("not found");
  }

  @Override
  public List<TaskFacts> describe(List<String> taskArns) {
    if (taskArns.isEmpty()) {
      return List.of();
    }
    var request =
        DescribeTasksRequest.builder().cluster(deployment.cluster()).tasks(taskArns).build();
    return ecs.describeTasks(request).tasks().stream().map(TaskTranslation::facts).toList();
  }

  @Override
  public List<TaskFacts> ofAttempt(AttemptKey key, String taskDefinition) {
    // A filter by startedBy allows no other beside it and shows no stopped tasks; those are looked
    // for by family.
    var running =
        ecs.listTasks(
            ListTasksRequest.builder()
                .cluster(deployment.cluster())
                .startedBy(key.startedBy())
                .build());
    if (!running.taskArns().isEmpty()) {
      return describe(running.taskArns());
    }
    var stopped =
        ListTasksRequest.builder()
            .cluster(deployment.cluster())
            .family(taskDefinition)
            .desiredStatus(DesiredStatus.STOPPED);
    @Nullable String next = null;
    do {
      var page = ecs.listTasks(stopped.nextToken(next).build());
      var ours =
          describe(page.taskArns()).stream()
              .filter(facts -> key.startedBy().equals(facts.startedBy()))
              .toList();
      if (!ours.isEmpty()) {
        return ours;
      }
      next = page.nextToken();
    } while (next != null);
    return List.of();
  }

  @Override
  public Page running(@Nullable String next) {
    var response =
        ecs.listTasks(
            ListTasksRequest.builder()
                .cluster(deployment.cluster())
                .maxResults(DESCRIBED_MAX)
                .nextToken(next)
                .build());
    return new Page(response.taskArns(), response.nextToken());
  }
}

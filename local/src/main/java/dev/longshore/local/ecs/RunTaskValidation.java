package dev.longshore.local.ecs;

import dev.longshore.job.FargateSize;
import dev.longshore.json.Json;
import dev.longshore.local.wire.SdkJson;
import dev.longshore.local.wire.SdkJson.Times;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * What RunTask refuses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
final class RunTaskValidation {

  static final int COUNT_MAX = 10;
  static final int OVERRIDES_MAX = 8192;
  static final int STARTED_BY_MAX = 128;
  static final int CLIENT_TOKEN_MAX = 64;
  static final int SUBNETS_MAX = 16;
  static final int SECURITY_GROUPS_MAX = 5;

  private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9_/-]*");
  private static final Pattern CLIENT_TOKEN = Pattern.compile("[!-~]+");

  private RunTaskValidation() {}

  /** Refuses what no task definition could make right. */
  static void check(RunTaskRequest request) {
    EcsErrors.require(
        request.count() == null || (request.count() >= 1 && request.count() <= COUNT_MAX),
        "Invalid count. The count must be from 1 to %d.".formatted(COUNT_MAX));
    var startedBy = request.startedBy();
    EcsErrors.require(
        startedBy == null
            || (startedBy.length() <= STARTED_BY_MAX && STARTED_BY.matcher(startedBy).matches()),
        "Invalid startedBy.");
    var token = request.clientToken();
    EcsErrors.require(
        token == null
            || (token.length() <= CLIENT_TOKEN_MAX && CLIENT_TOKEN.matcher(token).matches()),
        "Invalid clientToken.");
    EcsErrors.require(request.taskDefinition() != null, "TaskDefinition can not be blank.");
    EcsErrors.require(
        request.propagateTags() != PropagateTags.SERVICE,
        "propagateTags must be TASK_DEFINITION or NONE for a task that belongs to no service.");
    Tags.check(request.tags());
    if (request.overrides() != null) {
      checkOverrides(request.overrides());
    }
  }

  /** The subnets that a request names; none where the cloud has no network. */
  static List<String> subnets(RunTaskRequest request) {
    var network = request.networkConfiguration();
    return network == null || network.awsvpcConfiguration() == null
        ? List.of()
        : network.awsvpcConfiguration().subnets();
  }

  private static void checkOverrides(TaskOverride overrides) {
    EcsErrors.require(
        length(overrides) <= OVERRIDES_MAX,
        "Container Overrides length must be at most " + OVERRIDES_MAX);
    EcsErrors.require(
        overrides.containerOverrides().stream()
            .allMatch(container -> areNamed(container.environment())),
        "Environment variables must have a name.");
  }

  private static boolean areNamed(List<KeyValuePair> environment) {
    return environment.stream().allMatch(one -> one.name() != null && !one.name().isEmpty());
  }

  private static int length(TaskOverride overrides) {
    return Json.write(SdkJson.write(overrides, Times.EPOCH_SECONDS)).length();
  }

  /** Refuses what does not go with its task definition. */
  static void check(RunTaskRequest request, TaskDefinition definition) {
    if (definition.status() == TaskDefinitionStatus.INACTIVE) {
      throw EcsErrors.client("TaskDefinition is inactive");
    }
    EcsErrors.require(
        definition.requiresCompatibilities().isEmpty()
            || definition.requiresCompatibilities().contains(Compatibility.FARGATE),
        "Task definition does not support launch_type FARGATE.");
    checkOverrides(request.overrides(), definition);
    checkNetwork(request, definition);
    EcsErrors.require(
        !Boolean.TRUE.equals(request.enableExecuteCommand()) || hasTaskRole(request, definition),
        "The task can't be started with enableExecuteCommand because a valid taskRoleArn is not"
            + " being used. Specify a valid task role in your task definition and try again.");
  }

  private static void checkOverrides(@Nullable TaskOverride overrides, TaskDefinition definition) {
    if (overrides != null) {
      overrides
          .containerOverrides()
          .forEach(override ->
              EcsErrors.require(
                  definition.containerDefinitions().stream()
                      .map(ContainerDefinition::name)
                      .anyMatch(name -> name.equals(override.name())),
                  "Override for container named %s is not a container in the TaskDefinition."
                      .formatted(override.name())));
    }
    EcsErrors.require(
        TaskSize.of(overrides, definition).filter(FargateSize::isValid).isPresent(),
        "No Fargate configuration exists for given values.");
  }

  private static void checkNetwork(RunTaskRequest request, TaskDefinition definition) {
    var network = request.networkConfiguration();
    var vpc = network == null ? null : network.awsvpcConfiguration();
    if (definition.networkMode() == NetworkMode.AWSVPC) {
      EcsErrors.require(
          vpc != null,
          "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    }
    if (vpc != null) {
      check(vpc);
    }
  }

  private static void check(AwsVpcConfiguration vpc) {
    EcsErrors.require(!vpc.subnets().isEmpty(), "subnets can not be empty.");
    EcsErrors.require(
        vpc.subnets().size() <= SUBNETS_MAX,
        "subnets can have at most %d items.".formatted(SUBNETS_MAX));
    EcsErrors.require(
        vpc.securityGroups().size() <= SECURITY_GROUPS_MAX,
        "securityGroups can have at most %d items.".formatted(SECURITY_GROUPS_MAX));
  }

  private static boolean hasTaskRole(RunTaskRequest request, TaskDefinition definition) {
    var overrides = request.overrides();
    return definition.taskRoleArn() != null
        || (overrides != null && overrides.taskRoleArn() != null);
  }
}

package dev.longshore.local.ecs;

import dev.longshore.job.FargateSize;
import dev.longshore.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
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

  private RunTaskValidation() {}

  /**
   * Refuses what no task definition could make right.
   *
   * @param overrides those of the request, as JSON has them; null without any
   */
  static void check(RunTaskRequest request, @Nullable Map<String, Object> overrides) {
    EcsErrors.require(
        request.count() == null || (request.count() >= 1 && request.count() <= COUNT_MAX),
        "Invalid count. The count must be from 1 to " + COUNT_MAX + ".");
    var startedBy = request.startedBy();
    EcsErrors.require(startedBy == null || isStartedBy(startedBy), "Invalid startedBy.");
    var token = request.clientToken();
    EcsErrors.require(token == null || isClientToken(token), "Invalid clientToken.");
    EcsErrors.require(request.taskDefinition() != null, "TaskDefinition can not be blank.");
    EcsErrors.require(
        request.propagateTags() != PropagateTags.SERVICE,
        "propagateTags must be TASK_DEFINITION or NONE for a task that belongs to no service.");
    Tags.check(request.tags());
    if (overrides != null) {
      EcsErrors.require(
          Json.write(overrides).length() <= OVERRIDES_MAX,
          "Container Overrides length must be at most " + OVERRIDES_MAX);
      checkEnvironment(request.overrides());
    }
  }

  /** Letters, digits, dashes, slashes and underscores. */
  private static boolean isStartedBy(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var isFit =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '/'
              || c == '_';
      if (!isFit) {
        return false;
      }
    }
    return text.length() <= STARTED_BY_MAX;
  }

  /** Printable characters of ASCII without the space. */
  private static boolean isClientToken(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= CLIENT_TOKEN_MAX;
  }

  /** The subnets that a request names; none where the cloud has no network. */
  static List<String> subnets(RunTaskRequest request) {
    var network = request.networkConfiguration();
    return network == null || network.awsvpcConfiguration() == null
        ? List.of()
        : network.awsvpcConfiguration().subnets();
  }

  private static void checkEnvironment(TaskOverride overrides) {
    EcsErrors.require(
        overrides.containerOverrides().stream()
            .allMatch(container -> areNamed(container.environment())),
        "Environment variables must have a name.");
  }

  private static boolean areNamed(List<KeyValuePair> environment) {
    return environment.stream().allMatch(one -> one.name() != null && !one.name().isEmpty());
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
      overrides.containerOverrides().forEach(override -> checkNamed(override, definition));
    }
    EcsErrors.require(
        TaskSize.of(overrides, definition).filter(FargateSize::isValid).isPresent(),
        "No Fargate configuration exists for given values.");
  }

  private static void checkNamed(ContainerOverride override, TaskDefinition definition) {
    if (definition.containerDefinitions().stream()
        .map(ContainerDefinition::name)
        .noneMatch(name -> name.equals(override.name()))) {
      throw EcsErrors.invalid(
          "Override for container named %s is not a container in the TaskDefinition."
              .formatted(override.name()));
    }
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
        vpc.subnets().size() <= SUBNETS_MAX, "subnets can have at most " + SUBNETS_MAX + " items.");
    EcsErrors.require(
        vpc.securityGroups().size() <= SECURITY_GROUPS_MAX,
        "securityGroups can have at most " + SECURITY_GROUPS_MAX + " items.");
  }

  private static boolean hasTaskRole(RunTaskRequest request, TaskDefinition definition) {
    var overrides = request.overrides();
    return definition.taskRoleArn() != null
        || (overrides != null && overrides.taskRoleArn() != null);
  }
}

package dev.longshore.local.ecs.account;

import dev.longshore.job.FargateSize;
import dev.longshore.local.ecs.EcsErrors;
import dev.longshore.local.ecs.TaskSize;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/**
 * What RegisterTaskDefinition refuses, for Fargate above all.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html">RegisterTaskDefinition</a>
 */
final class DefinitionValidation {

  static final int FAMILY_MAX = 255;
  static final int STOP_TIMEOUT_MIN = 2;
  static final int STOP_TIMEOUT_MAX = 120;
  static final int STORAGE_MIN = 21;
  static final int STORAGE_MAX = 200;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + FAMILY_MAX + "}");
  private static final List<String> AWSLOGS =
      List.of("awslogs-group", "awslogs-region", "awslogs-stream-prefix");

  private DefinitionValidation() {}

  /**
   * Refuses what ECS would.
   *
   * @throws software.amazon.awssdk.services.ecs.model.ClientException for what is wrong
   */
  static void check(RegisterTaskDefinitionRequest request) {
    require(
        request.family() != null && !request.family().isEmpty(),
        "Family should not be null or empty.");
    require(
        NAME.matcher(request.family()).matches(),
        "Family should have at most %d letters, digits, hyphens and underscores."
            .formatted(FAMILY_MAX));
    require(!request.containerDefinitions().isEmpty(), "Container list cannot be empty.");
    request.containerDefinitions().forEach(DefinitionValidation::checkContainer);
    require(
        names(request).size() == request.containerDefinitions().size(),
        "Container names in a task definition must be unique.");
    require(
        request.containerDefinitions().stream()
            .anyMatch(container -> !Boolean.FALSE.equals(container.essential())),
        "A task definition must have at least one essential container.");
    checkDependencies(request);
    if (request.requiresCompatibilities().contains(Compatibility.FARGATE)) {
      checkFargate(request);
    }
  }

  private static void checkContainer(ContainerDefinition container) {
    require(isFilled(container.name()), "Container.name should not be null or empty.");
    require(
        NAME.matcher(container.name()).matches(), "Container.name contains invalid characters.");
    require(isFilled(container.image()), "Container.image should not be null or empty.");
    require(
        container.environment().stream().allMatch(variable -> isFilled(variable.name()))
            && container.secrets().stream().allMatch(secret -> isFilled(secret.name())),
        "Environment variables and secrets must have a name.");
  }

  private static boolean isFilled(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private static Set<String> names(RegisterTaskDefinitionRequest request) {
    return request.containerDefinitions().stream()
        .map(ContainerDefinition::name)
        .collect(Collectors.toSet());
  }

  private static void checkDependencies(RegisterTaskDefinitionRequest request) {
    for (var container : request.containerDefinitions()) {
      container.dependsOn().forEach(dependency -> checkDependency(request, dependency));
    }
    // As long as one can be taken whose dependencies were all taken, there is no circle.
    var taken = new HashSet<String>();
    while (request.containerDefinitions().stream()
        .anyMatch(container -> isFree(container, taken) && taken.add(container.name()))) {}
    require(
        taken.size() == request.containerDefinitions().size(),
        "Containers must not depend on each other in a circle.");
  }

  private static boolean isFree(ContainerDefinition container, Set<String> taken) {
    return container.dependsOn().stream()
        .map(ContainerDependency::containerName)
        .allMatch(taken::contains);
  }

  private static void checkDependency(
      RegisterTaskDefinitionRequest request, ContainerDependency dependency) {
    var other =
        request.containerDefinitions().stream()
            .filter(container -> container.name().equals(dependency.containerName()))
            .findFirst()
            .orElseThrow(() ->
                EcsErrors.client(
                    "A container depends on %s, which is not in the task definition."
                        .formatted(dependency.containerName())));
    var condition = dependency.condition();
    require(
        condition != null && condition != ContainerCondition.UNKNOWN_TO_SDK_VERSION,
        "The condition of a dependency must be START, COMPLETE, SUCCESS or HEALTHY.");
    require(
        (condition != ContainerCondition.COMPLETE && condition != ContainerCondition.SUCCESS)
            || Boolean.FALSE.equals(other.essential()),
        "A container that another one depends on with COMPLETE or SUCCESS must not be essential.");
    require(
        condition != ContainerCondition.HEALTHY || other.healthCheck() != null,
        "A container that another one depends on with HEALTHY must have a health check.");
  }

  private static void checkFargate(RegisterTaskDefinitionRequest request) {
    require(
        request.networkMode() == NetworkMode.AWSVPC,
        "Fargate only supports network mode ‘awsvpc’.");
    require(isFilled(request.cpu()), "Fargate requires that 'cpu' be defined at the task level.");
    require(
        isFilled(request.memory()), "Fargate requires that 'memory' be defined at the task level.");
    var size = TaskSize.parse(request.cpu(), request.memory()).filter(FargateSize::isValid);
    require(size.isPresent(), "No Fargate configuration exists for given values.");
    var memory = size.orElseThrow().memory();
    request.containerDefinitions().forEach(container -> checkFargate(container, memory));
    require(
        request.executionRoleArn() != null
            || request.containerDefinitions().stream().noneMatch(DefinitionValidation::hasAwslogs),
        "Fargate requires task definition to have execution role ARN to support log driver"
            + " awslogs.");
    var storage = request.ephemeralStorage();
    require(
        storage == null
            || (storage.sizeInGiB() >= STORAGE_MIN && storage.sizeInGiB() <= STORAGE_MAX),
        "Ephemeral storage size must be from %d to %d GiB.".formatted(STORAGE_MIN, STORAGE_MAX));
  }

  private static void checkFargate(ContainerDefinition container, int memory) {
    var timeout = container.stopTimeout();
    require(
        timeout == null || (timeout >= STOP_TIMEOUT_MIN && timeout <= STOP_TIMEOUT_MAX),
        "The stopTimeout of a container must be from %d to %d seconds on Fargate."
            .formatted(STOP_TIMEOUT_MIN, STOP_TIMEOUT_MAX));
    require(
        Objects.requireNonNullElse(container.memory(), 0) <= memory,
        "Invalid setting for container '%s'. The 'memory' of a container must not exceed that of the task."
            .formatted(container.name()));
    require(
        !Boolean.TRUE.equals(container.privileged()),
        "Fargate does not support privileged containers.");
    if (hasAwslogs(container)) {
      require(
          container.logConfiguration().options().keySet().containsAll(AWSLOGS),
          "Log driver awslogs requires options: " + String.join(", ", AWSLOGS));
    }
  }

  private static boolean hasAwslogs(ContainerDefinition container) {
    return container.logConfiguration() != null
        && container.logConfiguration().logDriver() == LogDriver.AWSLOGS;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw EcsErrors.client(message);
    }
  }
}

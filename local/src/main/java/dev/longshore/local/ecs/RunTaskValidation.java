package dev.longshore.local.ecs;

import dev.longshore.job.FargateSize;
import dev.longshore.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** What RunTask refuses. */
final class RunTaskValidation {

  static final int COUNT_MAX = 10;
  static final int OVERRIDES_MAX = 8192;
  static final int STARTED_BY_MAX = 128;
  static final int CLIENT_TOKEN_MAX = 64;

  static final String SPOT = "FARGATE_SPOT";

  private static final String ON_DEMAND = "FARGATE";
  private static final Set<String> PROVIDERS = Set.of(ON_DEMAND, SPOT);
  private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9_/-]*");
  private static final Pattern CLIENT_TOKEN = Pattern.compile("[!-~]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private RunTaskValidation() {}

  static void check(RunTaskRequest request) {
    require(
        request.count() == null || (request.count() >= 1 && request.count() <= COUNT_MAX),
        "Invalid count.");
    var startedBy = request.startedBy();
    require(
        startedBy == null
            || (startedBy.length() <= STARTED_BY_MAX && STARTED_BY.matcher(startedBy).matches()),
        "Invalid startedBy.");
    var token = request.clientToken();
    require(
        token == null
            || (token.length() <= CLIENT_TOKEN_MAX && CLIENT_TOKEN.matcher(token).matches()),
        "Invalid clientToken.");
    require(request.taskDefinition() != null, "TaskDefinition can not be blank.");
    checkCapacity(request);
    checkOverrides(request.overrides());
  }

  private static void checkCapacity(RunTaskRequest request) {
    var strategy = request.capacityProviderStrategy();
    require(
        strategy.isEmpty() || request.launchType() == null,
        "Specifying both a launch type and capacity provider strategy is not supported. Remove one"
            + " and try again.");
    if (strategy.isEmpty()) {
      // Its cluster has no default strategy, and without one ECS looks for instances of EC2.
      require(
          request.launchType() == LaunchType.FARGATE,
          "No Container Instances were found in your cluster.");
      return;
    }
    require(
        strategy.stream().allMatch(item -> PROVIDERS.contains(item.capacityProvider())),
        "The specified capacity provider was not found.");
    require(
        strategy.size() == 1,
        "The simulated ECS splits no tasks between capacity providers: name one.");
  }

  /** Where the tasks of a request that was checked run. */
  static String capacityProvider(RunTaskRequest request) {
    return !request.capacityProviderStrategy().isEmpty()
        ? request.capacityProviderStrategy().getFirst().capacityProvider()
        : ON_DEMAND;
  }

  /** The subnets that a request names; none where the cloud has no network. */
  static List<String> subnets(RunTaskRequest request) {
    var network = request.networkConfiguration();
    return network == null || network.awsvpcConfiguration() == null
        ? List.of()
        : network.awsvpcConfiguration().subnets();
  }

  private static void checkOverrides(@Nullable TaskOverride overrides) {
    if (overrides == null || overrides.containerOverrides().size() != 1) {
      throw EcsErrors.invalid(
          "The simulated ECS takes overrides for the one container of its tasks.");
    }
    require(
        length(overrides) <= OVERRIDES_MAX,
        "The overrides have more than %d characters.".formatted(OVERRIDES_MAX));
    require(
        isFargateSize(overrides.cpu(), overrides.memory()),
        "No Fargate configuration exists for given values.");
  }

  private static boolean isFargateSize(@Nullable String cpu, @Nullable String memory) {
    return cpu != null
        && memory != null
        && NUMBER.matcher(cpu).matches()
        && NUMBER.matcher(memory).matches()
        && new FargateSize(Integer.parseInt(cpu), Integer.parseInt(memory)).isValid();
  }

  private static int length(TaskOverride overrides) {
    return Json.write(
            Json.object()
                .put("cpu", overrides.cpu())
                .put("memory", overrides.memory())
                .put(
                    "containerOverrides",
                    overrides.containerOverrides().stream().map(RunTaskValidation::fields).toList())
                .fields())
        .length();
  }

  private static Map<String, Object> fields(ContainerOverride container) {
    var environment =
        container.environment().stream()
            .map(variable -> Map.of("name", variable.name(), "value", variable.value()))
            .toList();
    return Json.object()
        .put("name", container.name())
        .putFilled("command", container.hasCommand() ? container.command() : List.of())
        .put("environment", environment)
        .fields();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw EcsErrors.invalid(message);
    }
  }
}

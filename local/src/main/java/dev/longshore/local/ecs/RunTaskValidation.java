package dev.longshore.local.ecs;

import dev.longshore.job.FargateSize;
import dev.longshore.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** What RunTask refuses. */
final class RunTaskValidation {

  static final int COUNT_MAX = 10;
  static final int OVERRIDES_MAX = 8192;
  static final int STARTED_BY_MAX = 128;
  static final int CLIENT_TOKEN_MAX = 64;

  private static final Set<String> PROVIDERS = Set.of("FARGATE", "FARGATE_SPOT");
  private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9_/-]*");
  private static final Pattern CLIENT_TOKEN = Pattern.compile("[!-~]+");

  private RunTaskValidation() {}

  static void check(RunTaskRequest request, String cluster) {
    if (request.cluster() != null && !request.cluster().equals(cluster)) {
      throw EcsErrors.clusterNotFound();
    }
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
    var strategy = request.capacityProviderStrategy();
    require(
        strategy.size() == 1 && PROVIDERS.contains(strategy.getFirst().capacityProvider()),
        "The specified capacity provider was not found.");
    checkOverrides(request.overrides());
  }

  private static void checkOverrides(TaskOverride overrides) {
    require(
        length(overrides) <= OVERRIDES_MAX,
        "The overrides have more than %d characters.".formatted(OVERRIDES_MAX));
    require(
        new FargateSize(Integer.parseInt(overrides.cpu()), Integer.parseInt(overrides.memory()))
            .isValid(),
        "No Fargate configuration exists for given values.");
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

  private static void require(boolean holds, @Nullable String message) {
    if (!holds) {
      throw EcsErrors.invalid(String.valueOf(message));
    }
  }
}

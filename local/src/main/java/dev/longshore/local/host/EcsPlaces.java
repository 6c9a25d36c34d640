package dev.longshore.local.host;

import dev.longshore.local.ecs.TaskPlaces;
import dev.longshore.local.runtime.TaskSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Secret;

/**
 * Where the containers of a served ECS write their logs, and what they find in their environment
 * beside what their definitions give them.
 */
final class EcsPlaces implements TaskPlaces {

  private static final List<String> OF_PROCESSES = List.of("PATH", "HOME");
  private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._#-]");

  private final Path logs;
  private final EcsOptions options;
  private final boolean runsImages;

  /**
   * @param logs the folder of all logs
   * @param runsImages whether containers have a PATH and a HOME of their own
   */
  EcsPlaces(Path logs, EcsOptions options, boolean runsImages) {
    this.logs = logs;
    this.options = options;
    this.runsImages = runsImages;
  }

  @Override
  public TaskSpec place(
      String taskId, String startedBy, List<String> command, Map<String, String> environment) {
    throw new UnsupportedOperationException("a container's log is by its name");
  }

  @Override
  public TaskSpec place(
      String taskId,
      String startedBy,
      ContainerDefinition container,
      List<String> command,
      Map<String, String> ofTask) {
    var variables = new TreeMap<String, String>();
    variables.put("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE");
    variables.put("AWS_REGION", options.region());
    variables.put("AWS_DEFAULT_REGION", options.region());
    // A secret is a reference that only AWS can follow; here its value is the person's own variable
    // of that name.
    Stream.concat(
            runsImages ? Stream.empty() : OF_PROCESSES.stream(),
            container.secrets().stream().map(Secret::name))
        .filter(options.person()::containsKey)
        .forEach(name -> variables.put(name, options.person().get(name)));
    variables.putAll(options.environment());
    variables.putAll(ofTask);
    return new TaskSpec(taskId, command, variables, Path.of("."), log(container, taskId));
  }

  /** As awslogs names streams: group, prefix, container, task. */
  private Path log(ContainerDefinition container, String taskId) {
    var configuration = container.logConfiguration();
    var folder =
        configuration != null && configuration.logDriver() == LogDriver.AWSLOGS
            ? Stream.of("awslogs-group", "awslogs-stream-prefix")
                .map(option -> option(configuration, option))
                .flatMap(text -> Stream.of(text.split("/")))
                .filter(part -> !part.isEmpty())
            : Stream.of("ecs");
    var path = logs;
    for (var part : folder.toList()) {
      path = path.resolve(fit(part));
    }
    return path.resolve(container.name()).resolve(taskId + ".log");
  }

  private static String option(LogConfiguration configuration, String name) {
    return configuration.options().getOrDefault(name, "");
  }

  /** A part of a name as a folder's name, which leads nowhere else. */
  private static String fit(String part) {
    var fit = UNFIT.matcher(part).replaceAll("_");
    return fit.startsWith(".") ? "_" + fit : fit;
  }
}

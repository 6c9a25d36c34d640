package dev.longshore.states;

import dev.longshore.states.State.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a Task state with its retriers and catchers. */
final class TaskReader {

  /** The longest wait between retries that a definition may name, in seconds. */
  static final long MAX_DELAY_MAX = 31_622_399;

  private static final List<String> NOT_YET = List.of("Credentials");

  private final String name;
  private final ObjectReader reader;
  private final Set<TaskResource> resources;
  private final ExitReader exits;

  TaskReader(String name, ObjectReader reader, Set<TaskResource> resources, ExitReader exits) {
    this.name = name;
    this.reader = reader;
    this.resources = resources;
    this.exits = exits;
  }

  State read() {
    NOT_YET.forEach(field -> reader.refuse(field, "is not supported yet"));
    var resource = resource();
    if (resource != null) {
      checkArguments(resource);
    }
    checkHeartbeat();
    return new TaskState(
        name,
        resource == null ? TaskResource.LAMBDA_INVOKE : resource,
        exits.templateOrNull(reader, "Arguments"),
        exits.seconds(reader, "TimeoutSeconds", 1),
        exits.seconds(reader, "HeartbeatSeconds", 1),
        retriers(),
        catchers(),
        exits.exit(reader));
  }

  private @Nullable TaskResource resource() {
    var arn = reader.text("Resource");
    var resource = resources.stream().filter(known -> known.arn().equals(arn)).findFirst();
    if (resource.isEmpty() && !arn.isEmpty()) {
      reader.report(
          reader.path("Resource"),
          "unknown resource \"%s\"; known are %s"
              .formatted(
                  arn,
                  resources.stream()
                      .map(TaskResource::arn)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    return resource.orElse(null);
  }

  private void checkArguments(TaskResource resource) {
    if (!reader.has("Arguments")) {
      return;
    }
    var path = reader.path("Arguments");
    switch (reader.value("Arguments")) {
      case Map<?, ?> arguments -> {
        for (var missing : new TreeSet<>(resource.required())) {
          if (!arguments.containsKey(missing)) {
            reader.report(path, "%s needs the argument %s".formatted(resource.arn(), missing));
          }
        }
        for (var argument : arguments.keySet()) {
          if (!resource.required().contains(argument) && !resource.optional().contains(argument)) {
            reader.report(
                path + '/' + argument, "unknown argument of %s".formatted(resource.arn()));
          }
        }
      }
      case String _ -> {
        // An expression; what it gives is seen only when it runs.
      }
      case null, default -> reader.wrongKind("Arguments", "an object or an expression");
    }
  }

  private void checkHeartbeat() {
    if (reader.value("HeartbeatSeconds") instanceof Integer heartbeat
        && reader.value("TimeoutSeconds") instanceof Integer timeout
        && heartbeat >= timeout) {
      reader.report(
          reader.path("HeartbeatSeconds"),
          "must be less than TimeoutSeconds (%d), but is %d".formatted(timeout, heartbeat));
    }
  }

  private List<Retrier> retriers() {
    var retriers = new ArrayList<Retrier>();
    var readers = reader.objects("Retry");
    for (var retrier : readers) {
      retriers.add(retrier(retrier, retrier == readers.getLast()));
    }
    return retriers;
  }

  private static Retrier retrier(ObjectReader reader, boolean isLast) {
    reader.textOrNull("Comment");
    var interval = reader.integer("IntervalSeconds", 1, State.SECONDS_MAX);
    var attempts = reader.integer("MaxAttempts", 0, State.SECONDS_MAX);
    var maxDelay = reader.integer("MaxDelaySeconds", 1, MAX_DELAY_MAX);
    var retrier =
        new Retrier(
            errorEquals(reader, isLast),
            Duration.ofSeconds(interval.orElse(Retrier.INTERVAL_DEFAULT)),
            attempts.orElse(Retrier.MAX_ATTEMPTS_DEFAULT),
            reader.number("BackoffRate", 1, Retrier.BACKOFF_RATE_DEFAULT),
            Duration.ofSeconds(maxDelay.orElse(Retrier.MAX_DELAY_DEFAULT)),
            hasJitter(reader));
    reader.finish("a retrier");
    return retrier;
  }

  private static boolean hasJitter(ObjectReader reader) {
    var strategy = reader.textOrNull("JitterStrategy");
    if (strategy != null && !strategy.equals("FULL") && !strategy.equals("NONE")) {
      reader.wrongKind("JitterStrategy", "\"FULL\" or \"NONE\"");
    }
    return "FULL".equals(strategy);
  }

  private List<Catcher> catchers() {
    var catchers = new ArrayList<Catcher>();
    var readers = reader.objects("Catch");
    for (var catcher : readers) {
      catcher.textOrNull("Comment");
      catcher.refuse("ResultPath", "belongs to JSONPath; with JSONata a catcher has Output");
      catchers.add(
          new Catcher(errorEquals(catcher, catcher == readers.getLast()), exits.next(catcher)));
      catcher.finish("a catcher");
    }
    return catchers;
  }

  private static ErrorEquals errorEquals(ObjectReader reader, boolean isLast) {
    var names = names(reader);
    var path = reader.path("ErrorEquals");
    for (var name : names) {
      if (name.startsWith(ErrorName.RESERVED_PREFIX) && !ErrorName.RESERVED.contains(name)) {
        reader.report(path, "unknown error name \"%s\"; States. is reserved".formatted(name));
      }
    }
    if (names.contains(ErrorName.ALL) && names.size() > 1) {
      reader.report(path, "States.ALL must stand alone");
    }
    if (names.contains(ErrorName.ALL) && !isLast) {
      reader.report(path, "States.ALL must stand in the last entry");
    }
    return new ErrorEquals(names);
  }

  private static List<String> names(ObjectReader reader) {
    if (!reader.has("ErrorEquals")) {
      reader.report(reader.path(), "the field ErrorEquals is missing");
      return List.of();
    }
    var value = reader.value("ErrorEquals");
    if (value instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    reader.wrongKind("ErrorEquals", "a list of at least one error name");
    return List.of();
  }
}

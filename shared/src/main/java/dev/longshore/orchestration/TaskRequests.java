package dev.longshore.orchestration;

import dev.longshore.decision.NextAttempt;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.job.JobVersion;
import dev.longshore.job.Parameters;
import dev.longshore.job.Template;
import dev.longshore.json.InstantText;
import dev.longshore.json.Json;
import dev.longshore.run.Run;
import dev.longshore.run.TaskRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the RunTask request of an attempt. What is the same for every run stands in the task
 * definition instead.
 */
final class TaskRequests {

  /**
   * The most characters of a request's overrides, as JSON.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html">TaskOverride</a>
   */
  static final int OVERRIDES_MAX = 8192;

  private static final String VARIABLE = "LONGSHORE_";

  private final Settings settings;

  TaskRequests(Settings settings) {
    this.settings = settings;
  }

  TaskRequest write(Run run, Job job, JobVersion version, int n, NextAttempt next) {
    return new TaskRequest(
        taskDefinition(job.name(), version),
        next.capacity(),
        next.size(),
        command(run, job, n),
        environment(run, job, n, next),
        settings.subnets());
  }

  /**
   * The parameters that templates of a job name, and that neither the job declares nor the run has.
   */
  static SortedSet<String> missingParameters(Job job, Parameters parameters) {
    var missing = new TreeSet<String>();
    Stream.concat(job.command().stream(), job.environment().values().stream())
        .forEach(text -> missing.addAll(Template.parse(text).parameters()));
    missing.removeAll(job.parameters().keySet());
    missing.removeAll(parameters.values().keySet());
    return missing;
  }

  /** The task definition's family: one a job version, so that a deploy changes no open run. */
  private String taskDefinition(JobName job, JobVersion version) {
    return "ls-" + settings.stack() + "-" + job + "-" + version;
  }

  private static List<String> command(Run run, Job job, int n) {
    if (!run.overrides().command().isEmpty()) {
      return run.overrides().command();
    }
    var templates = job.command().stream().map(Template::parse).toList();
    return templates.stream().allMatch(Template::isConstant)
        ? List.of()
        : templates.stream().map(template -> template.render(name -> fact(name, run, n))).toList();
  }

  private SortedMap<String, String> environment(Run run, Job job, int n, NextAttempt next) {
    var variables = new TreeMap<String, String>();
    job.environment()
        .forEach((name, text) -> {
          var template = Template.parse(text);
          if (!template.isConstant()) {
            variables.put(name, template.render(fact -> fact(fact, run, n)));
          }
        });
    variables.putAll(run.overrides().environment());
    run.parameters()
        .values()
        .forEach((name, value) -> variables.put(VARIABLE + "PARAM_" + variable(name), text(value)));
    variables.put(VARIABLE + "JOB", job.name().value());
    variables.put(VARIABLE + "RUN_ID", run.id().value());
    variables.put(VARIABLE + "ATTEMPT", String.valueOf(n));
    variables.put(VARIABLE + "MEMBER", String.valueOf(run.member().number()));
    variables.put(VARIABLE + "SCHEDULED_TIME", InstantText.write(run.trigger().time()));
    variables.put(VARIABLE + "CAPACITY", next.capacity().name());
    // A run of one member has the folder for itself.
    variables.put(VARIABLE + "CHECKPOINT", settings.checkpoints() + "/" + run.id());
    return variables;
  }

  private static @Nullable String fact(String name, Run run, int n) {
    return switch (name) {
      case "scheduledTime" -> InstantText.write(run.trigger().time());
      case "scheduledDate" ->
          LocalDate.ofInstant(run.trigger().time(), run.trigger().zone()).toString();
      case "runId" -> run.id().value();
      case "attempt" -> String.valueOf(n);
      case "member" -> String.valueOf(run.member().number());
      default -> {
        var value = run.parameters().value(name.substring(name.indexOf('.') + 1));
        yield value == null ? null : text(value);
      }
    };
  }

  private static String text(Object value) {
    return value instanceof Map || value instanceof List ? Json.write(value) : value.toString();
  }

  private static String variable(String parameter) {
    return parameter.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** How many characters the request's overrides have, as ECS counts them. */
  static int overridesLength(TaskRequest request) {
    var environment =
        request.environment().entrySet().stream()
            .map(variable -> Map.of("name", variable.getKey(), "value", variable.getValue()))
            .toList();
    var container =
        Json.object()
            .put("name", "job")
            .putFilled("command", request.command())
            .put("environment", environment);
    return Json.write(
            Json.object()
                .put("cpu", String.valueOf(request.size().cpu()))
                .put("memory", String.valueOf(request.size().memory()))
                .put("containerOverrides", List.of(container.fields()))
                .fields())
        .length();
  }
}

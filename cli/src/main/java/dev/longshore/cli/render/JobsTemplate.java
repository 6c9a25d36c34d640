package dev.longshore.cli.render;

import static java.util.stream.Collectors.joining;

import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.json.Json;
import dev.longshore.json.Json.Building;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The CloudFormation template of the jobs of a catalog, which template.yaml nests: the same bytes
 * for the same jobs.
 */
public final class JobsTemplate {

  /**
   * What CloudFormation takes of a template.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">CloudFormation
   *     quotas</a>
   */
  public static final int RESOURCES_MAX = 500;

  public static final int BYTES_MAX = 1_000_000;

  /** The most outputs of a template. */
  static final int OUTPUTS_MAX = 200;

  private final Catalog catalog;

  private JobsTemplate(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Writes the template of {@code catalog}.
   *
   * @throws RenderRefused if CloudFormation would not take it
   */
  public static String write(Catalog catalog) {
    var template = new JobsTemplate(catalog);
    template.requireOwnIds();
    var resources = template.resources();
    if (resources.fields().size() > RESOURCES_MAX) {
      throw new RenderRefused(
          "%d jobs make %d resources, and CloudFormation takes %d in a stack: deploy some of the jobs as a stack of their own"
              .formatted(catalog.jobs().size(), resources.fields().size(), RESOURCES_MAX));
    }
    var text = Json.writePretty(template.document(resources).fields()) + "\n";
    var bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > BYTES_MAX) {
      throw new RenderRefused(
          "the template has %,d bytes, and CloudFormation takes %,d: deploy some of the jobs as a stack of their own"
              .formatted(bytes, BYTES_MAX));
    }
    return text;
  }

  /** Two names may differ by nothing but dashes; then their resources would have one name. */
  private void requireOwnIds() {
    var jobs = new HashMap<LogicalId, Job>();
    for (var job : catalog.jobs().values()) {
      var other = jobs.putIfAbsent(LogicalId.of(job.name()), job);
      if (other != null) {
        throw new RenderRefused(
            "%s and %s would share the names of their resources, %s…: rename one of them"
                .formatted(other.name(), job.name(), LogicalId.of(job.name()).prefix()));
      }
    }
  }

  private Building document(Building resources) {
    var idle =
        catalog.jobs().values().stream()
            .filter(job -> job.idle() != null)
            .map(job -> job.name().value())
            .collect(joining(", "));
    return Json.object()
        .put("AWSTemplateFormatVersion", "2010-09-09")
        .put("Description", "Longshore's jobs. Written by `longshore render`: change jobs/ instead")
        // template.yaml hands over all parameters, whatever jobs there are.
        .put(
            "Metadata",
            Map.of("cfn-lint", Map.of("config", Map.of("ignore_checks", List.of("W2001")))))
        .put("Parameters", parameters().fields())
        .putFilled("Rules", idle.isEmpty() ? Map.of() : rules(idle))
        .put("Conditions", conditions())
        .put("Resources", resources.fields())
        .put("Outputs", outputs(!idle.isEmpty()).fields());
  }

  private static Building parameters() {
    return Json.object()
        .put(
            "Stack",
            parameter("The name of the stack that the jobs belong to")
                .put("AllowedPattern", "^[A-Za-z][A-Za-z0-9-]{0,31}$")
                .put(
                    "ConstraintDescription", "a stack's name has at most 32 characters: shorten it")
                .fields())
        .put("ScheduleGroup", parameter("The group of the stack's schedules").fields())
        .put("OpenScheduledRunFunction", arn("What schedules invoke", "lambda"))
        .put("OpenQueuedRunsFunction", arn("What queues invoke", "lambda"))
        .put("SchedulerRole", arn("What schedules invoke it as", "iam"))
        .put("DeadLetterQueue", arn("What takes firings that could not be delivered", "sqs"))
        .put("AlarmTopic", arn("What hears of messages in dead-letter queues", "sns"))
        .put("CheckpointBucket", parameter("Where attempts leave checkpoints").fields())
        .put(
            "ContainerInsights",
            choice("as-needed", "as-needed", "disabled", "enabled", "enhanced"))
        .put("ExecuteCommand", choice("disabled", "disabled", "enabled"))
        .put("LogRetentionDays", Json.object().put("Type", "Number").put("Default", 30).fields());
  }

  private static Building parameter(String description) {
    return Json.object().put("Type", "String").put("Description", description);
  }

  private static Map<String, Object> arn(String description, String service) {
    return parameter(description)
        .put("AllowedPattern", "^arn:[^:]+:%s:\\S+$".formatted(service))
        .fields();
  }

  private static Map<String, Object> choice(String byDefault, String... values) {
    return Json.object()
        .put("Type", "String")
        .put("Default", byDefault)
        .put("AllowedValues", List.of(values))
        .fields();
  }

  private static Map<String, Object> rules(String idle) {
    var isOn =
        Map.of(
            "Fn::Not",
            List.of(Map.of("Fn::Equals", List.of(Cfn.ref("ContainerInsights"), "disabled"))));
    var assertion =
        Json.object()
            .put("Assert", isOn)
            .put(
                "AssertDescription",
                "These jobs stop when idle, which only Container Insights can tell: %s. Deploy with ContainerInsights=as-needed, or take idle out of them."
                    .formatted(idle));
    return Map.of(
        "IdleNeedsContainerInsights",
        Json.object().put("Assertions", List.of(assertion.fields())).fields());
  }

  private static Map<String, Object> conditions() {
    return Map.of(
        JobResources.EXECUTES_COMMANDS,
        Map.of("Fn::Equals", List.of(Cfn.ref("ExecuteCommand"), "enabled")));
  }

  private Building resources() {
    var resources = Json.object();
    var jobs = catalog.jobs().values();
    var queues = (int) jobs.stream().filter(Job::queued).count();
    for (var job : jobs) {
      new JobResources(job).addTo(resources);
      new ScheduleResources(job).addTo(resources);
      if (job.queued()) {
        new QueueResources(job, queues).addTo(resources);
      }
    }
    return resources;
  }

  private Building outputs(boolean idle) {
    var outputs = Json.object();
    outputs.put(
        "ContainerInsights",
        Json.object()
            .put("Description", "What these jobs need of the cluster")
            .put("Value", idle ? "enabled" : "disabled")
            .fields());
    catalog.jobs().values().stream()
        .filter(Job::queued)
        .limit(OUTPUTS_MAX - 1L)
        .forEach(job -> {
          var id = LogicalId.of(job.name());
          outputs.put(
              id.queue(),
              Json.object()
                  .put("Description", "The queue of " + job.name())
                  .put("Value", Cfn.ref(id.queue()))
                  .fields());
        });
    return outputs;
  }
}

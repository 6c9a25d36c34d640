package dev.longshore.local.ecs;

import dev.longshore.json.Json;
import dev.longshore.local.ecs.SimulatedTask.Stage;
import dev.longshore.local.wire.SdkJson;
import dev.longshore.local.wire.SdkJson.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/** Tasks as the API and events show them. */
final class TaskView {

  private static final String PLATFORM_VERSION = "1.4.0";

  private TaskView() {}

  /** The task as the API shows it. */
  static Task of(SimulatedTask task, String clusterArn) {
    var builder =
        Task.builder()
            .taskArn(task.arn())
            .clusterArn(clusterArn)
            .taskDefinitionArn(task.definitionArn())
            .group(task.group())
            .startedBy(task.request().startedBy())
            .lastStatus(task.stage().name())
            .desiredStatus(desiredStatus(task))
            .stopCode(task.stopCode())
            .stoppedReason(task.stoppedReason())
            .launchType(LaunchType.FARGATE)
            .capacityProviderName(task.capacityProvider())
            .platformVersion(PLATFORM_VERSION)
            .cpu(String.valueOf(task.size().cpu()))
            .memory(String.valueOf(task.size().memory()))
            .enableExecuteCommand(task.request().enableExecuteCommand())
            .createdAt(task.createdAt())
            .pullStartedAt(task.pullStartedAt())
            .startedAt(task.startedAt())
            .stoppingAt(task.stoppingAt())
            .executionStoppedAt(task.executionStoppedAt())
            .stoppedAt(task.stoppedAt())
            .version(task.version())
            .overrides(task.request().overrides())
            .containers(task.containers().stream().map(one -> container(task, one)).toList());
    if (task.request().networkConfiguration() != null) {
      builder.attachments(networkInterface(task));
    }
    return builder.build();
  }

  /**
   * The task as its events show it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">Task
   *     state change events</a>
   */
  static Map<String, Object> detail(SimulatedTask task, String clusterArn) {
    var request = task.request();
    // What SdkJson makes of the API's view, field by field: it takes a quarter of the time, and
    // thousands of events are told in a minute here.
    var detail =
        Json.object()
            .put("taskArn", task.arn())
            .put("clusterArn", clusterArn)
            .put("taskDefinitionArn", task.definitionArn())
            .put("group", task.group())
            .put("startedBy", request.startedBy())
            .put("lastStatus", task.stage().name())
            .put("desiredStatus", desiredStatus(task))
            .put("stopCode", task.stopCode())
            .put("stoppedReason", task.stoppedReason())
            .put("launchType", "FARGATE")
            .put("capacityProviderName", task.capacityProvider())
            .put("platformVersion", PLATFORM_VERSION)
            .put("cpu", String.valueOf(task.size().cpu()))
            .put("memory", String.valueOf(task.size().memory()))
            .put("enableExecuteCommand", request.enableExecuteCommand())
            .put("createdAt", task.createdAt())
            .put("pullStartedAt", task.pullStartedAt())
            .put("startedAt", task.startedAt())
            .put("stoppingAt", task.stoppingAt())
            .put("executionStoppedAt", task.executionStoppedAt())
            .put("stoppedAt", task.stoppedAt())
            .put("version", task.version())
            .put("containers", containers(task))
            .put("overrides", task.overrides());
    if (request.networkConfiguration() != null) {
      var attachment = SdkJson.write(networkInterface(task), Times.ISO_8601);
      detail.put("attachments", List.of(attachment));
    }
    return detail.fields();
  }

  private static List<Map<String, Object>> containers(SimulatedTask task) {
    var containers = new ArrayList<Map<String, Object>>();
    for (var container : task.containers()) {
      containers.add(
          Json.object()
              .put("containerArn", containerArn(task, container))
              .put("taskArn", task.arn())
              .put("name", container.name())
              .put("image", container.definition().image())
              .put("lastStatus", status(container))
              .put("exitCode", container.exitCode())
              .put("reason", container.reason())
              .fields());
    }
    return containers;
  }

  private static String desiredStatus(SimulatedTask task) {
    return task.isMeantToRun() ? "RUNNING" : "STOPPED";
  }

  private static String containerArn(SimulatedTask task, SimulatedContainer container) {
    return task.arn().replace(":task/", ":container/") + "/" + container.name();
  }

  private static String status(SimulatedContainer container) {
    return switch (container.status()) {
      case WAITING, STARTING -> "PENDING";
      case RUNNING -> "RUNNING";
      case STOPPED -> "STOPPED";
    };
  }

  private static Container container(SimulatedTask task, SimulatedContainer container) {
    return Container.builder()
        .containerArn(containerArn(task, container))
        .name(container.name())
        .image(container.definition().image())
        .taskArn(task.arn())
        .lastStatus(status(container))
        .exitCode(container.exitCode())
        .reason(container.reason())
        .build();
  }

  /** Its network interface goes with the task. */
  private static Attachment networkInterface(SimulatedTask task) {
    var vpc = task.request().networkConfiguration().awsvpcConfiguration();
    var status =
        switch (task.stage()) {
          case PROVISIONING -> "PRECREATED";
          case PENDING, RUNNING -> "ATTACHED";
          case DEPROVISIONING, STOPPED -> "DELETED";
        };
    var details = Attachment.builder().id(task.id()).type("ElasticNetworkInterface").status(status);
    if (task.stage() != Stage.PROVISIONING) {
      details.details(
          detail("subnetId", vpc.subnets().getFirst()),
          detail("networkInterfaceId", "eni-" + task.id()));
    }
    return details.build();
  }

  private static KeyValuePair detail(String name, String value) {
    return KeyValuePair.builder().name(name).value(value).build();
  }
}

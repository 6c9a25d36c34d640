package dev.longshore.local.ecs;

import dev.longshore.local.ecs.SimulatedTask.Stage;
import dev.longshore.local.wire.SdkJson;
import dev.longshore.local.wire.SdkJson.Times;
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
            .taskDefinitionArn(definitionArn(task, clusterArn))
            .group(task.group())
            .startedBy(task.request().startedBy())
            .lastStatus(task.stage().name())
            .desiredStatus(task.isMeantToRun() ? "RUNNING" : "STOPPED")
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
    return SdkJson.write(of(task, clusterArn), Times.ISO_8601);
  }

  private static Container container(SimulatedTask task, SimulatedContainer container) {
    return Container.builder()
        .containerArn(task.arn().replace(":task/", ":container/") + "/" + container.name())
        .name(container.name())
        .image(container.definition().image())
        .taskArn(task.arn())
        .lastStatus(
            switch (container.status()) {
              case WAITING, STARTING -> "PENDING";
              case RUNNING -> "RUNNING";
              case STOPPED -> "STOPPED";
            })
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

  private static String definitionArn(SimulatedTask task, String clusterArn) {
    return clusterArn.substring(0, clusterArn.indexOf(":cluster/"))
        + ":task-definition/"
        + task.definition().family()
        + ":"
        + task.definition().revision();
  }
}

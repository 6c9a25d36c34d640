package dev.longshore.local.ecs;

import dev.longshore.json.Json;
import dev.longshore.local.loop.EventLoop.Timer;
import dev.longshore.local.runtime.RunningTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** A task and all that has become of it. */
final class SimulatedTask {

  private final long number;
  private final String arn;
  private final String clusterArn;
  private final RunTaskRequest request;
  private final TaskDefinitions.TaskDefinition definition;
  private final Instant createdAt;

  private Status status = Status.PROVISIONING;
  private boolean meantToRun = true;
  private long version = 1;
  private @Nullable String stopCode;
  private @Nullable String stoppedReason;
  private @Nullable String containerReason;
  private @Nullable Integer exitCode;
  private @Nullable Instant pullStartedAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant stoppingAt;
  private @Nullable Instant executionStoppedAt;
  private @Nullable Instant stoppedAt;
  private @Nullable RunningTask running;
  private @Nullable Timer killing;

  /**
   * A task that was just asked for.
   *
   * @param number how many tasks there were before it
   */
  SimulatedTask(
      long number,
      String arn,
      String clusterArn,
      RunTaskRequest request,
      TaskDefinitions.TaskDefinition definition,
      Instant createdAt) {
    this.number = number;
    this.arn = arn;
    this.clusterArn = clusterArn;
    this.request = request;
    this.definition = definition;
    this.createdAt = createdAt;
  }

  /** The states that are shown; the real ECS has a few more in between. */
  enum Status {
    PROVISIONING,
    PENDING,
    RUNNING,
    DEPROVISIONING,
    STOPPED
  }

  long number() {
    return number;
  }

  String arn() {
    return arn;
  }

  String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  RunTaskRequest request() {
    return request;
  }

  TaskDefinitions.TaskDefinition definition() {
    return definition;
  }

  String startedBy() {
    return request.startedBy() == null ? "" : request.startedBy();
  }

  String capacityProvider() {
    return RunTaskValidation.capacityProvider(request);
  }

  Status status() {
    return status;
  }

  boolean isMeantToRun() {
    return meantToRun;
  }

  boolean isStopped() {
    return status == Status.STOPPED;
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  @Nullable Instant stoppedAt() {
    return stoppedAt;
  }

  @Nullable RunningTask running() {
    return running;
  }

  void pending(Instant pullStart) {
    status = Status.PENDING;
    pullStartedAt = pullStart;
    version++;
  }

  void startedOn(RunningTask runtime) {
    running = runtime;
  }

  void running(Instant at) {
    status = Status.RUNNING;
    startedAt = at;
    version++;
  }

  /** Someone wants it to end; the first who does says why. */
  void toBeStopped(@Nullable String code, String reason, Instant at) {
    meantToRun = false;
    stopCode = code;
    stoppedReason = reason;
    stoppingAt = at;
    version++;
  }

  void killAt(Timer timer) {
    killing = timer;
  }

  /** Its container has ended, or will never start. */
  void ended(@Nullable Integer code, @Nullable String why, Instant at) {
    if (killing != null) {
      killing.cancel();
    }
    exitCode = code;
    containerReason = why;
    executionStoppedAt = at;
    if (meantToRun) {
      var failedToStart = code == null;
      toBeStopped(
          failedToStart ? "TaskFailedToStart" : "EssentialContainerExited",
          failedToStart && why != null ? why : "Essential container in task exited",
          at);
    }
    status = Status.DEPROVISIONING;
    version++;
  }

  /** When it stopped, which it must have. */
  Instant stopTime() {
    return Objects.requireNonNull(stoppedAt);
  }

  void stopped(Instant at) {
    status = Status.STOPPED;
    stoppedAt = at;
    version++;
  }

  /** The task as the API shows it. */
  Task toTask() {
    return Task.builder()
        .taskArn(arn)
        .clusterArn(clusterArn)
        .taskDefinitionArn(definitionArn())
        .group("family:" + definition.family())
        .startedBy(request.startedBy())
        .lastStatus(status.name())
        .desiredStatus(meantToRun ? "RUNNING" : "STOPPED")
        .stopCode(stopCode)
        .stoppedReason(stoppedReason)
        .launchType(LaunchType.FARGATE)
        .capacityProviderName(capacityProvider())
        .cpu(request.overrides().cpu())
        .memory(request.overrides().memory())
        .createdAt(createdAt)
        .pullStartedAt(pullStartedAt)
        .startedAt(startedAt)
        .stoppingAt(stoppingAt)
        .executionStoppedAt(executionStoppedAt)
        .stoppedAt(stoppedAt)
        .version(version)
        .containers(
            Container.builder()
                .name(definition.container())
                .image(definition.image())
                .taskArn(arn)
                .lastStatus(containerStatus())
                .exitCode(exitCode)
                .reason(containerReason)
                .build())
        .build();
  }

  /**
   * The task as its events show it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">Task
   *     state change events</a>
   */
  Map<String, Object> toDetail() {
    var container =
        Json.object()
            .put("name", definition.container())
            .put("image", definition.image())
            .put("taskArn", arn)
            .put("lastStatus", containerStatus())
            .put("exitCode", exitCode)
            .put("reason", containerReason);
    return Json.object()
        .put("taskArn", arn)
        .put("clusterArn", clusterArn)
        .put("taskDefinitionArn", definitionArn())
        .put("group", "family:" + definition.family())
        .put("startedBy", request.startedBy())
        .put("lastStatus", status)
        .put("desiredStatus", meantToRun ? "RUNNING" : "STOPPED")
        .put("stopCode", stopCode)
        .put("stoppedReason", stoppedReason)
        .put("launchType", "FARGATE")
        .put("capacityProviderName", capacityProvider())
        .put("cpu", request.overrides().cpu())
        .put("memory", request.overrides().memory())
        .put("createdAt", createdAt)
        .put("pullStartedAt", pullStartedAt)
        .put("startedAt", startedAt)
        .put("stoppingAt", stoppingAt)
        .put("executionStoppedAt", executionStoppedAt)
        .put("stoppedAt", stoppedAt)
        .put("version", version)
        .put("containers", List.of(container.fields()))
        .fields();
  }

  private String definitionArn() {
    return clusterArn.substring(0, clusterArn.indexOf(":cluster/"))
        + ":task-definition/"
        + definition.family()
        + ":1";
  }

  private String containerStatus() {
    return switch (status) {
      case PROVISIONING, PENDING -> "PENDING";
      case RUNNING -> "RUNNING";
      case DEPROVISIONING, STOPPED -> "STOPPED";
    };
  }
}

package dev.longshore.local.ecs;

import dev.longshore.job.FargateSize;
import dev.longshore.local.ecs.SimulatedContainer.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A task and all that has become of it. */
final class SimulatedTask {

  private final long number;
  private final String arn;
  private final String capacityProvider;
  private final RunTaskRequest request;
  private final TaskDefinition definition;
  private final Instant createdAt;
  private final String definitionArn;
  private final FargateSize size;
  private final List<SimulatedContainer> containers;
  private final Map<String, String> tags = new TreeMap<>();

  private Stage stage = Stage.PROVISIONING;
  private boolean meantToRun = true;
  private long version = 1;
  private @Nullable Map<String, Object> overrides;
  private @Nullable String stopCode;
  private @Nullable String stoppedReason;
  private @Nullable Instant pullStartedAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant stoppingAt;
  private @Nullable Instant executionStoppedAt;
  private @Nullable Instant stoppedAt;

  /**
   * A task that was just asked for.
   *
   * @param number how many tasks there were before it
   * @param request that was checked, with its definition
   * @param overrides what it overrides, as JSON has it; null if it does not
   */
  SimulatedTask(
      long number,
      String arn,
      String capacityProvider,
      RunTaskRequest request,
      @Nullable Map<String, Object> overrides,
      TaskDefinition definition,
      String definitionArn,
      Instant createdAt) {
    this.number = number;
    this.arn = arn;
    this.capacityProvider = capacityProvider;
    this.request = request;
    this.overrides = overrides;
    this.definition = definition;
    this.definitionArn = definitionArn;
    this.createdAt = createdAt;
    this.size = TaskSize.of(request.overrides(), definition).orElseThrow();
    this.containers =
        definition.containerDefinitions().stream()
            .map(container -> new SimulatedContainer(container, override(container.name())))
            .toList();
    request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
  }

  /** The states that are shown; the real ECS has a few more in between. */
  enum Stage {
    PROVISIONING,
    PENDING,
    RUNNING,
    DEPROVISIONING,
    STOPPED
  }

  private @Nullable ContainerOverride override(String container) {
    return request.overrides() == null
        ? null
        : request.overrides().containerOverrides().stream()
            .filter(override -> container.equals(override.name()))
            .findFirst()
            .orElse(null);
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

  TaskDefinition definition() {
    return definition;
  }

  String definitionArn() {
    return definitionArn;
  }

  /** What its request overrides, as events tell it; null if it does not, or once it is at rest. */
  @Nullable Map<String, Object> overrides() {
    return overrides;
  }

  List<SimulatedContainer> containers() {
    return containers;
  }

  /** Its tags, to be changed by who changes them. */
  Map<String, String> tags() {
    return tags;
  }

  String startedBy() {
    return request.startedBy() == null ? "" : request.startedBy();
  }

  String group() {
    return Objects.requireNonNullElseGet(request.group(), () -> "family:" + definition.family());
  }

  FargateSize size() {
    return size;
  }

  String capacityProvider() {
    return capacityProvider;
  }

  Stage stage() {
    return stage;
  }

  boolean isMeantToRun() {
    return meantToRun;
  }

  boolean isStopped() {
    return stage == Stage.STOPPED;
  }

  boolean hasLiveContainers() {
    return containers.stream().anyMatch(SimulatedContainer::isLive);
  }

  /** Whether each of its containers runs or has run, but for some that it can do without. */
  boolean hasBegun() {
    return containers.stream().allMatch(SimulatedContainer::hasBegun);
  }

  boolean hasEnded() {
    return containers.stream().allMatch(one -> one.is(Status.STOPPED));
  }

  long version() {
    return version;
  }

  @Nullable String stopCode() {
    return stopCode;
  }

  @Nullable String stoppedReason() {
    return stoppedReason;
  }

  Instant createdAt() {
    return createdAt;
  }

  @Nullable Instant pullStartedAt() {
    return pullStartedAt;
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  @Nullable Instant stoppingAt() {
    return stoppingAt;
  }

  @Nullable Instant executionStoppedAt() {
    return executionStoppedAt;
  }

  @Nullable Instant stoppedAt() {
    return stoppedAt;
  }

  void pending(Instant pullStart) {
    stage = Stage.PENDING;
    pullStartedAt = pullStart;
    version++;
  }

  void running(Instant at) {
    stage = Stage.RUNNING;
    startedAt = at;
    version++;
  }

  /** Someone wants it to end; the first who does says why. What waits to be started never is. */
  void toBeStopped(@Nullable String code, String reason, Instant at) {
    meantToRun = false;
    stopCode = code;
    stoppedReason = reason;
    stoppingAt = at;
    version++;
    containers.stream().filter(one -> one.is(Status.WAITING)).forEach(SimulatedContainer::dropped);
  }

  /** Its containers have ended, or will never start. */
  void ended(Instant at) {
    stage = Stage.DEPROVISIONING;
    executionStoppedAt = at;
    version++;
  }

  /** When it stopped, which it must have. */
  Instant stopTime() {
    return Objects.requireNonNull(stoppedAt);
  }

  /** It is no more; ECS drops its tags. */
  void stopped(Instant at) {
    stage = Stage.STOPPED;
    stoppedAt = at;
    version++;
    tags.clear();
  }

  /** Its last event was told: what only events need is let go, for stopped tasks are many. */
  void rest() {
    overrides = null;
  }
}

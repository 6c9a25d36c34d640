package dev.longshore.local.ecs;

import dev.longshore.local.loop.EventLoop.Timer;
import dev.longshore.local.runtime.ContainerSpec;
import dev.longshore.local.runtime.ContainerSpec.Mount;
import dev.longshore.local.runtime.RunningTask;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Tmpfs;

/** A container of a task, and what has become of it. */
final class SimulatedContainer {

  private static final ContainerOverride NONE = ContainerOverride.builder().build();

  private final ContainerDefinition definition;
  private final ContainerOverride override;
  private Status status = Status.WAITING;
  private @Nullable RunningTask running;
  private @Nullable Timer killing;
  private @Nullable Integer exitCode;
  private @Nullable String reason;

  SimulatedContainer(ContainerDefinition definition, @Nullable ContainerOverride override) {
    this.definition = definition;
    this.override = Objects.requireNonNullElse(override, NONE);
  }

  /** WAITING for what it depends on, STARTING once its runtime was asked for it. */
  enum Status {
    WAITING,
    STARTING,
    RUNNING,
    STOPPED
  }

  ContainerDefinition definition() {
    return definition;
  }

  String name() {
    return definition.name();
  }

  /** A container is essential unless its definition says otherwise. */
  boolean isEssential() {
    return !Boolean.FALSE.equals(definition.essential());
  }

  List<String> command() {
    return override.hasCommand() ? override.command() : definition.command();
  }

  Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    Stream.of(definition.environment(), override.environment())
        .flatMap(List::stream)
        .forEach(one -> environment.put(one.name(), Objects.requireNonNullElse(one.value(), "")));
    return environment;
  }

  /** What a container engine is told of it. */
  ContainerSpec spec(SimulatedTask task) {
    var memory = task.size().memory();
    var own = override.memory() == null ? definition.memory() : override.memory();
    return new ContainerSpec(
        definition.name(),
        definition.image(),
        definition.entryPoint(),
        task.size().cpu(),
        own == null ? memory : Math.min(own, memory),
        override.cpu() == null ? definition.cpu() : override.cpu(),
        definition.user(),
        definition.workingDirectory(),
        Boolean.TRUE.equals(definition.readonlyRootFilesystem()),
        hasInit(),
        task.containers().size() > 1,
        definition.mountPoints().stream()
            .map(point ->
                new Mount(
                    point.sourceVolume(),
                    point.containerPath(),
                    Boolean.TRUE.equals(point.readOnly())))
            .toList(),
        tmpfs());
  }

  private Map<String, String> tmpfs() {
    return definition.linuxParameters() == null
        ? Map.of()
        : definition.linuxParameters().tmpfs().stream()
            .collect(Collectors.toMap(Tmpfs::containerPath, SimulatedContainer::options));
  }

  private static String options(Tmpfs tmpfs) {
    return Stream.concat(
            Stream.of("size=%dm".formatted(tmpfs.size())), tmpfs.mountOptions().stream())
        .collect(Collectors.joining(","));
  }

  private boolean hasInit() {
    return definition.linuxParameters() != null
        && Boolean.TRUE.equals(definition.linuxParameters().initProcessEnabled());
  }

  Status status() {
    return status;
  }

  boolean is(Status other) {
    return status == other;
  }

  /** Whether it runs, or may be about to. */
  boolean isLive() {
    return status == Status.STARTING || status == Status.RUNNING;
  }

  /** Whether it is past its start: it runs, has run, or failed to and is not essential. */
  boolean hasBegun() {
    return status == Status.RUNNING
        || (status == Status.STOPPED && (exitCode != null || !isEssential()));
  }

  @Nullable Integer exitCode() {
    return exitCode;
  }

  @Nullable String reason() {
    return reason;
  }

  @Nullable RunningTask running() {
    return running;
  }

  void starting() {
    status = Status.STARTING;
  }

  void startedOn(RunningTask runtime) {
    running = runtime;
  }

  void runs() {
    status = Status.RUNNING;
  }

  /** It is not needed any more before it was started. */
  void dropped() {
    status = Status.STOPPED;
  }

  /** Whether it was asked to end. */
  boolean isEnding() {
    return killing != null;
  }

  void killAt(Timer timer) {
    killing = timer;
  }

  /** It has ended, or will never start: then there is no exit code. */
  void ended(@Nullable Integer code, @Nullable String why) {
    if (killing != null) {
      killing.cancel();
    }
    status = Status.STOPPED;
    exitCode = code;
    reason = why;
  }
}

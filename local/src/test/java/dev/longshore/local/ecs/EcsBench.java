package dev.longshore.local.ecs;

import dev.longshore.json.Fields;
import dev.longshore.local.call.Calls;
import dev.longshore.local.loop.VirtualLoop;
import dev.longshore.local.runtime.Script;
import dev.longshore.local.runtime.ScriptedRuntime;
import dev.longshore.local.runtime.TaskSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** A simulated ECS to test with, in virtual time, and what it tells in events. */
final class EcsBench {

  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  static final Duration WORK = Duration.ofMinutes(3);
  static final String CLUSTER = "longshore";
  static final String FAMILY = "etl";

  final VirtualLoop loop = new VirtualLoop(START);
  final List<Fields> events = new ArrayList<>();
  final SimulatedEcs ecs;
  final ScriptedRuntime runtime = new ScriptedRuntime(loop, this::script);
  final List<String> started = new ArrayList<>();
  private final Map<String, Script> scripts = new HashMap<>();
  private Script script = Script.exits(0, WORK);
  private List<ContainerDefinition> containers = List.of();
  private @Nullable Duration interruption;
  private @Nullable String shortage;
  private @Nullable Duration stopTimeout;

  EcsBench() {
    this(Lifecycle.INSTANT, Duration.ofSeconds(2));
  }

  EcsBench(Lifecycle lifecycle, Duration stopTimeoutMin) {
    var options =
        new SimulatedEcs.Options(
            CLUSTER,
            "123456789012",
            "eu-west-1",
            lifecycle,
            new Market(),
            Duration.ofSeconds(30),
            stopTimeoutMin,
            Integer.MAX_VALUE);
    this.ecs =
        new SimulatedEcs(
            loop,
            runtime,
            family -> Optional.of(definition()).filter(known -> known.family().equals(family)),
            (id, _, command, environment) ->
                new TaskSpec(id, command, environment, Path.of("."), Path.of("log")),
            options,
            event -> events.add(new Fields(event)),
            Calls.DIRECT,
            new SplittableRandom(5));
  }

  private final class Market implements CapacityMarket {

    @Override
    public Optional<Duration> interruption(String startedBy, RandomGenerator random) {
      return Optional.ofNullable(interruption);
    }

    @Override
    public Optional<String> shortage(String capacityProvider) {
      return Optional.ofNullable(shortage);
    }
  }

  private TaskDefinition definition() {
    return TaskDefinition.builder()
        .family(FAMILY)
        .revision(1)
        .containerDefinitions(containers.isEmpty() ? List.of(container("job").build()) : containers)
        .build();
  }

  /** A container that works. */
  ContainerDefinition.Builder container(String name) {
    return ContainerDefinition.builder()
        .name(name)
        .image("image:1")
        .command("work")
        .stopTimeout(stopTimeout == null ? null : (int) stopTimeout.toSeconds());
  }

  private Script script(TaskSpec spec) {
    var name = Objects.requireNonNull(spec.container()).name();
    started.add(name);
    return scripts.getOrDefault(name, script);
  }

  /** What tasks consist of. */
  EcsBench of(ContainerDefinition.Builder... definitions) {
    containers = Stream.of(definitions).map(ContainerDefinition.Builder::build).toList();
    return this;
  }

  /** What one of the containers does. */
  EcsBench runs(String container, Script own) {
    scripts.put(container, own);
    return this;
  }

  EcsBench runs(Script other) {
    script = other;
    return this;
  }

  /** Spot tasks are interrupted so long after they have started. */
  EcsBench interrupts(Duration after) {
    interruption = after;
    return this;
  }

  EcsBench lacks(@Nullable String why) {
    shortage = why;
    return this;
  }

  EcsBench stopsWithin(Duration timeout) {
    stopTimeout = timeout;
    return this;
  }

  /** A request for one Spot task that is in order. */
  static RunTaskRequest.Builder request() {
    return RunTaskRequest.builder()
        .cluster(CLUSTER)
        .taskDefinition(FAMILY)
        .startedBy("ls/test/etl/0/1")
        .capacityProviderStrategy(provider("FARGATE_SPOT"))
        .overrides(overrides("256", "512", ContainerOverride.builder().name("job").build()));
  }

  static RunTaskRequest onDemand() {
    return request().capacityProviderStrategy(provider("FARGATE")).build();
  }

  static CapacityProviderStrategyItem provider(String name) {
    return CapacityProviderStrategyItem.builder().capacityProvider(name).weight(1).build();
  }

  static TaskOverride overrides(
      @Nullable String cpu, @Nullable String memory, ContainerOverride container) {
    return TaskOverride.builder().cpu(cpu).memory(memory).containerOverrides(container).build();
  }

  /** Launches one task, and answers its ARN. */
  String launch() {
    return launch(request().build());
  }

  String launch(RunTaskRequest request) {
    return ecs.runTask(request).tasks().getFirst().taskArn();
  }

  Task task(String arn) {
    return ecs.describeTasks(describe(List.of(arn))).tasks().getFirst();
  }

  static DescribeTasksRequest describe(List<String> tasks) {
    return DescribeTasksRequest.builder().cluster(CLUSTER).tasks(tasks).build();
  }

  Task stop(String arn) {
    return ecs.stopTask(StopTaskRequest.builder().cluster(CLUSTER).task(arn).build()).task();
  }

  /** The details of the events of one status. */
  List<Fields> told(String lastStatus) {
    return events.stream()
        .map(event -> event.object("detail").orElseThrow())
        .filter(detail -> detail.text("lastStatus").equals(lastStatus))
        .toList();
  }
}

package dev.longshore.local.ecs;

import dev.longshore.local.ecs.ClientTokens.Use;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.wire.SdkJson;
import dev.longshore.local.wire.SdkJson.Times;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What RunTask does in a cluster. */
final class TaskLaunches {

  private final EventLoop loop;
  private final TaskDefinitions definitions;
  private final SimulatedEcs.Options options;
  private final RandomGenerator random;
  private final ClientTokens tokens;
  private final KnownTasks tasks;
  private final TaskLives lives;
  private long created;

  TaskLaunches(
      EventLoop loop,
      TaskDefinitions definitions,
      SimulatedEcs.Options options,
      RandomGenerator random,
      ClientTokens tokens,
      KnownTasks tasks,
      TaskLives lives) {
    this.loop = loop;
    this.definitions = definitions;
    this.options = options;
    this.random = random;
    this.tokens = tokens;
    this.tasks = tasks;
    this.lives = lives;
  }

  /**
   * Carries out a request, or finds what it did before under the same token.
   *
   * @throws software.amazon.awssdk.services.ecs.model.EcsException if ECS would refuse it
   */
  Use launch(RunTaskRequest request) {
    var overrides =
        request.overrides() == null ? null : SdkJson.write(request.overrides(), Times.ISO_8601);
    RunTaskValidation.check(request, overrides);
    var earlier = tokens.find(request.clientToken(), loop.instant());
    if (earlier.isPresent()) {
      return replayed(request, earlier.get());
    }
    var count = Objects.requireNonNullElse(request.count(), 1);
    var providers = CapacityStrategy.providers(request, options.capacity(), count);
    var definition =
        definitions
            .find(request.taskDefinition())
            .orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
    RunTaskValidation.check(request, definition);
    var use = carryOut(request, overrides, definition, providers);
    tokens.remember(use);
    return use;
  }

  private Use carryOut(
      RunTaskRequest request,
      @Nullable Map<String, Object> overrides,
      TaskDefinition definition,
      List<String> providers) {
    var subnets = RunTaskValidation.subnets(request);
    var shortage = options.market().shortage(providers.getFirst(), subnets);
    if (shortage.isPresent()) {
      var failure = Failure.builder().reason(shortage.get()).build();
      return new Use(request, List.of(), List.of(failure), loop.instant());
    }
    var launched =
        providers.stream()
            .map(provider -> create(request, overrides, definition, provider))
            .toList();
    return new Use(request, launched, List.of(), loop.instant());
  }

  private static Use replayed(RunTaskRequest request, Use earlier) {
    if (!request.equals(earlier.request())) {
      throw EcsErrors.conflict(earlier.tasks().stream().map(SimulatedTask::arn).toList());
    }
    return earlier;
  }

  private SimulatedTask create(
      RunTaskRequest request,
      @Nullable Map<String, Object> overrides,
      TaskDefinition definition,
      String capacityProvider) {
    var id = TaskEvents.hex(random) + TaskEvents.hex(random);
    var task =
        new SimulatedTask(
            created++,
            options.taskArn(id),
            capacityProvider,
            request,
            overrides,
            definition,
            options.definitionArn(definition),
            loop.instant());
    tasks.add(task);
    lives.begin(task);
    return task;
  }
}

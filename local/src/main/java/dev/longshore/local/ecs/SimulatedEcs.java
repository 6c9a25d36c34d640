package dev.longshore.local.ecs;

import dev.longshore.json.Json;
import dev.longshore.local.call.Calls;
import dev.longshore.local.ecs.ClientTokens.Use;
import dev.longshore.local.ecs.SimulatedTask.Stage;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskField;

/**
 * ECS with one cluster on Fargate and Fargate Spot. Its containers run on a {@link TaskRuntime};
 * all else, from client tokens to Spot notices, happens here on the event loop, and is told in
 * events as ECS tells it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html">Amazon ECS
 *     API</a>
 */
public final class SimulatedEcs implements EcsClient {

  private static final int DESCRIBED_MAX = 100;
  private static final String DEFAULT_CLUSTER = "default";

  private final EventLoop loop;
  private final TaskDefinitions definitions;
  private final Options options;
  private final Consumer<Map<String, Object>> events;
  private final Calls calls;
  private final RandomGenerator random;
  private final ClientTokens tokens = new ClientTokens();
  private final KnownTasks tasks;
  private final TaskLives lives;
  private long created;

  public SimulatedEcs(
      EventLoop loop,
      TaskRuntime runtime,
      TaskDefinitions definitions,
      TaskPlaces places,
      Options options,
      Consumer<Map<String, Object>> events,
      Calls calls,
      RandomGenerator random) {
    this.loop = loop;
    this.definitions = definitions;
    this.options = options;
    this.events = events;
    this.calls = calls;
    this.random = random;
    this.tasks = new KnownTasks(options.rememberedMax(), tokens);
    this.lives =
        new TaskLives(loop, runtime, places, options, random, this::tell, tasks::hasStopped);
  }

  /**
   * What one ECS differs from another in.
   *
   * @param stopTimeout between SIGTERM and SIGKILL, where the task definition says nothing
   * @param stopTimeoutMin what no stop time-out is below
   * @param rememberedMax how many stopped tasks are known at most; ECS knows those of an hour
   * @param tellsAll whether events tell of every change, as those of AWS do, and not only of
   *     RUNNING, notices and STOPPED
   */
  public record Options(
      String cluster,
      String account,
      String region,
      Lifecycle lifecycle,
      CapacityMarket market,
      Duration stopTimeout,
      Duration stopTimeoutMin,
      int rememberedMax,
      boolean tellsAll,
      ClusterCapacity capacity) {

    /** Both capacities of Fargate, and the events that matter. */
    public Options(
        String cluster,
        String account,
        String region,
        Lifecycle lifecycle,
        CapacityMarket market,
        Duration stopTimeout,
        Duration stopTimeoutMin,
        int rememberedMax) {
      this(
          cluster,
          account,
          region,
          lifecycle,
          market,
          stopTimeout,
          stopTimeoutMin,
          rememberedMax,
          false,
          ClusterCapacity.FARGATE);
    }

    String clusterArn() {
      return "arn:aws:ecs:" + region + ":" + account + ":cluster/" + cluster;
    }

    String taskArn(String id) {
      return "arn:aws:ecs:" + region + ":" + account + ":task/" + cluster + "/" + id;
    }
  }

  @Override
  public RunTaskResponse runTask(RunTaskRequest request) {
    return make("ecs:RunTask", () -> run(request));
  }

  private RunTaskResponse run(RunTaskRequest request) {
    checkCluster(request.cluster());
    RunTaskValidation.check(request);
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
    var use = carryOut(request, definition, providers);
    tokens.remember(use);
    return answer(use);
  }

  private Use carryOut(RunTaskRequest request, TaskDefinition definition, List<String> providers) {
    var subnets = RunTaskValidation.subnets(request);
    var shortage = options.market().shortage(providers.getFirst(), subnets);
    if (shortage.isPresent()) {
      var failure = Failure.builder().reason(shortage.get()).build();
      return new Use(request, List.of(), List.of(failure), loop.instant());
    }
    var launched =
        providers.stream().map(provider -> create(request, definition, provider)).toList();
    return new Use(request, launched, List.of(), loop.instant());
  }

  private RunTaskResponse replayed(RunTaskRequest request, Use earlier) {
    if (!request.equals(earlier.request())) {
      throw EcsErrors.conflict(earlier.tasks().stream().map(SimulatedTask::arn).toList());
    }
    return answer(earlier);
  }

  private RunTaskResponse answer(Use use) {
    return RunTaskResponse.builder()
        .tasks(use.tasks().stream().map(this::view).toList())
        .failures(use.failures())
        .build();
  }

  /** Who names no cluster means the one that is called default. */
  private void checkCluster(@Nullable String cluster) {
    var named = Objects.requireNonNullElse(cluster, DEFAULT_CLUSTER);
    if (!named.equals(options.cluster()) && !named.equals(options.clusterArn())) {
      throw EcsErrors.clusterNotFound();
    }
  }

  private SimulatedTask create(
      RunTaskRequest request, TaskDefinition definition, String capacityProvider) {
    var id = hex(random.nextLong()) + hex(random.nextLong());
    var task =
        new SimulatedTask(
            created++, options.taskArn(id), capacityProvider, request, definition, loop.instant());
    tasks.add(task);
    lives.begin(task);
    return task;
  }

  private static String hex(long bits) {
    return HexFormat.of().toHexDigits(bits);
  }

  /**
   * Takes back the capacity of a Spot task, as AWS may at any moment. Nothing happens to a task
   * that is not on Spot, or does not run. To be called on the loop.
   */
  public void takeBack(String arn) {
    find(arn)
        .filter(task -> task.capacityProvider().equals(CapacityStrategy.SPOT))
        .filter(task -> task.stage() == Stage.RUNNING)
        .ifPresent(lives::takeBack);
  }

  /** What a call does once that is forgotten which ECS no longer knows. */
  private <T> T make(String call, Supplier<T> effect) {
    tasks.forgetOld(loop.instant());
    return calls.make(call, effect);
  }

  private void tell(SimulatedTask task) {
    events.accept(
        Json.object()
            .put("version", "0")
            .put("id", hex(random.nextLong()))
            .put("detail-type", "ECS Task State Change")
            .put("source", "aws.ecs")
            .put("account", options.account())
            .put("time", loop.instant())
            .put("region", options.region())
            .put("resources", List.of(task.arn()))
            .put("detail", TaskView.detail(task, options.clusterArn()))
            .fields());
  }

  @Override
  public StopTaskResponse stopTask(StopTaskRequest request) {
    return make(
        "ecs:StopTask",
        () -> {
          checkCluster(request.cluster());
          var task =
              Optional.ofNullable(request.task())
                  .flatMap(this::find)
                  .orElseThrow(() -> EcsErrors.invalid("The referenced task was not found."));
          if (task.isMeantToRun()) {
            var reason = Objects.requireNonNullElse(request.reason(), "Task stopped by user");
            lives.stop(task, new Reclaim("UserInitiated", reason, true));
          }
          return StopTaskResponse.builder().task(view(task)).build();
        });
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    return make(
        "ecs:DescribeTasks",
        () -> {
          checkCluster(request.cluster());
          checkNumber(request.tasks());
          var found = request.tasks().stream().map(this::find).flatMap(Optional::stream);
          var missing = request.tasks().stream().map(this::arn).filter(arn -> find(arn).isEmpty());
          var withTags = request.include().contains(TaskField.TAGS);
          return DescribeTasksResponse.builder()
              .tasks(found.map(task -> withTags ? tagged(task) : view(task)).toList())
              .failures(
                  missing.map(arn -> Failure.builder().arn(arn).reason("MISSING").build()).toList())
              .build();
        });
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest request) {
    return make(
        "ecs:ListTasks",
        () -> {
          checkCluster(request.cluster());
          return TaskListing.list(request, tasks.all());
        });
  }

  private Task view(SimulatedTask task) {
    return TaskView.of(task, options.clusterArn());
  }

  private Task tagged(SimulatedTask task) {
    return view(task).toBuilder().tags(Tags.of(task.tags())).build();
  }

  private static void checkNumber(List<String> described) {
    if (described.isEmpty()) {
      throw EcsErrors.invalid("Tasks cannot be empty.");
    }
    if (described.size() > DESCRIBED_MAX) {
      throw EcsErrors.invalid("Tasks cannot have more than %d entries.".formatted(DESCRIBED_MAX));
    }
  }

  /** The task of an ARN, or of the id that an ARN ends in. */
  private Optional<SimulatedTask> find(String task) {
    return tasks.find(arn(task));
  }

  private String arn(String task) {
    return task.contains("/") ? task : options.taskArn(task);
  }

  /** The processes of a task, where its use of CPU and log can be seen; empty once it has ended. */
  public Optional<RunningTask> runningTask(String arn) {
    return find(arn).filter(task -> !task.isStopped()).flatMap(RunningContainers::of);
  }

  /** When a task reached RUNNING; empty before that. */
  public Optional<Instant> startedAt(String arn) {
    return find(arn).map(SimulatedTask::startedAt);
  }

  /** The tags of a task, to be changed by who changes them; empty if it has stopped. */
  public Optional<Map<String, String>> tags(String arn) {
    return find(arn).filter(task -> !task.isStopped()).map(SimulatedTask::tags);
  }

  /** How many tasks run. */
  public long running() {
    return tasks.all().stream().filter(task -> task.stage() == Stage.RUNNING).count();
  }

  /** How many tasks are on their way to run. */
  public long pending() {
    return tasks.all().stream().filter(task -> task.stage().compareTo(Stage.RUNNING) < 0).count();
  }

  /** How many tasks have not stopped. */
  public long live() {
    return tasks.all().stream().filter(task -> !task.isStopped()).count();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Its tasks are the runtime's to end.
  }
}

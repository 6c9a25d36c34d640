package dev.longshore.local.ecs;

import dev.longshore.json.Json;
import dev.longshore.local.call.Calls;
import dev.longshore.local.ecs.ClientTokens.Use;
import dev.longshore.local.ecs.SimulatedTask.Status;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
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

/**
 * ECS with one cluster on Fargate and Fargate Spot. Its containers run on a {@link TaskRuntime};
 * all else, from client tokens to Spot notices, happens here on the event loop, and is told in
 * events as ECS tells it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html">Amazon ECS
 *     API</a>
 */
public final class SimulatedEcs implements EcsClient {

  /** How long a stopped task can still be described. */
  static final Duration REMEMBERED = Duration.ofHours(1);

  private static final int DESCRIBED_MAX = 100;
  private static final String DEFAULT_CLUSTER = "default";

  private final EventLoop loop;
  private final TaskRuntime runtime;
  private final TaskDefinitions definitions;
  private final TaskPlaces places;
  private final Options options;
  private final Consumer<Map<String, Object>> events;
  private final Calls calls;
  private final RandomGenerator random;
  private final Map<String, SimulatedTask> tasks = new LinkedHashMap<>();
  private final ClientTokens tokens = new ClientTokens();
  private long created;
  private final Queue<SimulatedTask> stopped = new ArrayDeque<>();

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
    this.runtime = runtime;
    this.definitions = definitions;
    this.places = places;
    this.options = options;
    this.events = events;
    this.calls = calls;
    this.random = random;
  }

  /**
   * What one ECS differs from another in.
   *
   * @param stopTimeout between SIGTERM and SIGKILL, where the task definition says nothing
   * @param stopTimeoutMin what no stop time-out is below
   * @param rememberedMax how many stopped tasks are known at most; ECS knows those of an hour
   */
  public record Options(
      String cluster,
      String account,
      String region,
      Lifecycle lifecycle,
      CapacityMarket market,
      Duration stopTimeout,
      Duration stopTimeoutMin,
      int rememberedMax) {

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
    var definition =
        definitions
            .find(request.taskDefinition())
            .orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
    var use = carryOut(request, definition);
    tokens.remember(use);
    return answer(use);
  }

  private Use carryOut(RunTaskRequest request, TaskDefinitions.TaskDefinition definition) {
    var shortage =
        options
            .market()
            .shortage(
                RunTaskValidation.capacityProvider(request), RunTaskValidation.subnets(request));
    if (shortage.isPresent()) {
      var failure = Failure.builder().reason(shortage.get()).build();
      return new Use(request, List.of(), List.of(failure), loop.instant());
    }
    var launched = new ArrayList<SimulatedTask>();
    for (var i = 0; i < Objects.requireNonNullElse(request.count(), 1); i++) {
      launched.add(create(request, definition));
    }
    return new Use(request, List.copyOf(launched), List.of(), loop.instant());
  }

  private static RunTaskResponse replayed(RunTaskRequest request, Use earlier) {
    if (!request.equals(earlier.request())) {
      throw EcsErrors.conflict(earlier.tasks().stream().map(SimulatedTask::arn).toList());
    }
    return answer(earlier);
  }

  private static RunTaskResponse answer(Use use) {
    return RunTaskResponse.builder()
        .tasks(use.tasks().stream().map(SimulatedTask::toTask).toList())
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

  private SimulatedTask create(RunTaskRequest request, TaskDefinitions.TaskDefinition definition) {
    var id = hex(random.nextLong()) + hex(random.nextLong());
    var task =
        new SimulatedTask(
            created++,
            options.taskArn(id),
            options.clusterArn(),
            request,
            definition,
            loop.instant());
    tasks.put(task.arn(), task);
    var lifecycle = options.market().lifecycle(task.startedBy(), options.lifecycle());
    after(lifecycle.provisioning().plus(lifecycle.pending()), () -> pull(task, lifecycle));
    return task;
  }

  private static String hex(long bits) {
    return HexFormat.of().toHexDigits(bits);
  }

  private void pull(SimulatedTask task, Lifecycle lifecycle) {
    if (!task.isMeantToRun()) {
      return;
    }
    var subnets = RunTaskValidation.subnets(task.request());
    var obstacle = options.market().neverPlaced(task.capacityProvider(), subnets);
    if (obstacle.isPresent()) {
      ended(task, null, obstacle.get());
    } else {
      task.pending(loop.instant());
      after(lifecycle.pulling(), () -> start(task));
    }
  }

  private void start(SimulatedTask task) {
    if (!task.isMeantToRun()) {
      return;
    }
    var container = task.request().overrides().containerOverrides().getFirst();
    var command = container.hasCommand() ? container.command() : task.definition().command();
    if (command.isEmpty()) {
      ended(
          task,
          null,
          "CannotStartContainerError: the job has no command, and no image is run here");
      return;
    }
    var environment = new TreeMap<>(task.definition().environment());
    container.environment().forEach(variable -> environment.put(variable.name(), variable.value()));
    var spec = places.place(task.id(), task.startedBy(), command, environment);
    task.startedOn(runtime.start(spec, new Listener(task)));
  }

  /** Takes what the runtime says, on whatever thread, onto the loop. */
  private final class Listener implements TaskListener {

    private final SimulatedTask task;

    Listener(SimulatedTask task) {
      this.task = task;
    }

    @Override
    public void started() {
      var _ = loop.soon(() -> running(task));
    }

    @Override
    public void neverStarted(String reason) {
      ended(null, reason);
    }

    @Override
    public void exited(int code) {
      var _ = loop.soon(() -> SimulatedEcs.this.ended(task, code, null));
    }

    @Override
    public void ended(@Nullable Integer code, String reason) {
      var _ = loop.soon(() -> SimulatedEcs.this.ended(task, code, reason));
    }
  }

  private void running(SimulatedTask task) {
    task.running(loop.instant());
    tell(task);
    if (!task.isMeantToRun()) {
      terminate(task);
      return;
    }
    var market = options.market();
    if (task.capacityProvider().equals(RunTaskValidation.SPOT)) {
      market
          .interruption(task.startedBy(), random)
          .ifPresent(wait -> after(wait, () -> takeBack(task)));
    }
    market.hostFailure(task.startedBy()).ifPresent(wait -> after(wait, () -> failHost(task)));
  }

  /**
   * Takes back the capacity of a Spot task, as AWS may at any moment. Nothing happens to a task
   * that is not on Spot, or does not run. To be called on the loop.
   */
  public void takeBack(String arn) {
    find(arn)
        .filter(task -> task.capacityProvider().equals(RunTaskValidation.SPOT))
        .filter(task -> task.status() == Status.RUNNING)
        .ifPresent(this::takeBack);
  }

  private void takeBack(SimulatedTask task) {
    if (task.isMeantToRun()) {
      stop(task, options.market().reclaim(task.arn()));
    }
  }

  private void failHost(SimulatedTask task) {
    if (task.isMeantToRun()) {
      stop(task, options.market().failure(task.arn()));
    }
  }

  private void stop(SimulatedTask task, Reclaim reclaim) {
    task.toBeStopped(reclaim.stopCode(), reclaim.reason(), loop.instant());
    if (task.status() == Status.RUNNING) {
      if (reclaim.hasNotice()) {
        tell(task);
      }
      terminate(task);
    } else if (task.running() == null) {
      ended(task, null, null);
    }
    // Else its container is being started; it is told to end as soon as that is known.
  }

  private void terminate(SimulatedTask task) {
    var running = Objects.requireNonNull(task.running());
    running.terminate();
    var timeout =
        Objects.requireNonNullElse(task.definition().stopTimeout(), options.stopTimeout());
    var bounded =
        timeout.compareTo(options.stopTimeoutMin()) < 0 ? options.stopTimeoutMin() : timeout;
    task.killAt(loop.at(loop.instant().plus(bounded), running::kill));
  }

  private void ended(SimulatedTask task, @Nullable Integer exitCode, @Nullable String reason) {
    task.ended(exitCode, reason, loop.instant());
    after(options.lifecycle().stopping(), () -> stopped(task));
  }

  private void stopped(SimulatedTask task) {
    task.stopped(loop.instant());
    tell(task);
    stopped.add(task);
    if (stopped.size() > options.rememberedMax()) {
      forget(stopped.remove());
    }
  }

  /** What a call does once that is forgotten which ECS no longer knows. */
  private <T> T make(String call, Supplier<T> effect) {
    while (!stopped.isEmpty()
        && !stopped.element().stopTime().plus(REMEMBERED).isAfter(loop.instant())) {
      forget(stopped.remove());
    }
    return calls.make(call, effect);
  }

  private void forget(SimulatedTask task) {
    tasks.remove(task.arn());
    tokens.forget(task.request().clientToken(), other -> tasks.containsKey(other.arn()));
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
            .put("detail", task.toDetail())
            .fields());
  }

  private void after(Duration wait, Runnable action) {
    var _ = loop.at(loop.instant().plus(wait), action);
  }

  @Override
  public StopTaskResponse stopTask(StopTaskRequest request) {
    return make(
        "ecs:StopTask",
        () -> {
          checkCluster(request.cluster());
          var task =
              find(request.task())
                  .orElseThrow(() -> EcsErrors.invalid("The referenced task was not found."));
          if (task.isMeantToRun()) {
            var reason = Objects.requireNonNullElse(request.reason(), "Task stopped by user");
            stop(task, new Reclaim("UserInitiated", reason, true));
          }
          return StopTaskResponse.builder().task(task.toTask()).build();
        });
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    return make(
        "ecs:DescribeTasks",
        () -> {
          checkCluster(request.cluster());
          checkNumber(request.tasks());
          var found = request.tasks().stream().map(this::find).flatMap(Optional::stream).toList();
          var missing = request.tasks().stream().filter(arn -> find(arn).isEmpty());
          return DescribeTasksResponse.builder()
              .tasks(found.stream().map(SimulatedTask::toTask).toList())
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
          return TaskListing.list(request, tasks.values());
        });
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
    return Optional.ofNullable(tasks.get(task.contains("/") ? task : options.taskArn(task)));
  }

  /** The processes of a task, where its use of CPU and log can be seen; empty once it has ended. */
  public Optional<RunningTask> runningTask(String arn) {
    return find(arn).filter(task -> !task.isStopped()).map(SimulatedTask::running);
  }

  /** When a task reached RUNNING; empty before that. */
  public Optional<Instant> startedAt(String arn) {
    return find(arn).map(SimulatedTask::startedAt);
  }

  /** How many tasks have not stopped. */
  public long live() {
    return tasks.values().stream().filter(task -> !task.isStopped()).count();
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

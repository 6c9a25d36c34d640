package dev.longshore.local.ecs;

import dev.longshore.json.Json;
import dev.longshore.local.call.Calls;
import dev.longshore.local.ecs.SimulatedTask.Status;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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

  /** How long a stopped task can still be described, and its client token lives. */
  static final Duration REMEMBERED = Duration.ofHours(1);

  private static final String SPOT = "FARGATE_SPOT";

  private final EventLoop loop;
  private final TaskRuntime runtime;
  private final TaskDefinitions definitions;
  private final TaskPlaces places;
  private final Options options;
  private final Consumer<Map<String, Object>> events;
  private final Calls calls;
  private final RandomGenerator random;
  private final Map<String, SimulatedTask> tasks = new LinkedHashMap<>();
  private final Map<String, List<SimulatedTask>> byToken = new HashMap<>();

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
   */
  public record Options(
      String cluster,
      String account,
      String region,
      Lifecycle lifecycle,
      CapacityMarket market,
      Duration stopTimeout,
      Duration stopTimeoutMin) {

    String clusterArn() {
      return "arn:aws:ecs:%s:%s:cluster/%s".formatted(region, account, cluster);
    }

    String taskArn(String id) {
      return "arn:aws:ecs:%s:%s:task/%s/%s".formatted(region, account, cluster, id);
    }
  }

  @Override
  public RunTaskResponse runTask(RunTaskRequest request) {
    return calls.make("ecs:RunTask", () -> run(request));
  }

  private RunTaskResponse run(RunTaskRequest request) {
    RunTaskValidation.check(request, options.cluster());
    var earlier = request.clientToken() == null ? null : byToken.get(request.clientToken());
    if (earlier != null) {
      return replayed(request, earlier);
    }
    var definition =
        definitions
            .find(request.taskDefinition())
            .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
    var provider = request.capacityProviderStrategy().getFirst().capacityProvider();
    var shortage = options.market().shortage(provider);
    if (shortage.isPresent()) {
      var failure = Failure.builder().reason(shortage.get()).build();
      return RunTaskResponse.builder().tasks(List.of()).failures(failure).build();
    }
    var created = new ArrayList<SimulatedTask>();
    for (var i = 0; i < Objects.requireNonNullElse(request.count(), 1); i++) {
      created.add(create(request, definition));
    }
    if (request.clientToken() != null) {
      byToken.put(request.clientToken(), List.copyOf(created));
    }
    return answer(created);
  }

  private static RunTaskResponse replayed(RunTaskRequest request, List<SimulatedTask> earlier) {
    if (!request.equals(earlier.getFirst().request())) {
      throw EcsErrors.conflict(earlier.stream().map(SimulatedTask::arn).toList());
    }
    return answer(earlier);
  }

  private static RunTaskResponse answer(List<SimulatedTask> tasks) {
    return RunTaskResponse.builder()
        .tasks(tasks.stream().map(SimulatedTask::toTask).toList())
        .failures(List.of())
        .build();
  }

  private SimulatedTask create(RunTaskRequest request, TaskDefinitions.TaskDefinition definition) {
    var id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
    var task =
        new SimulatedTask(
            options.taskArn(id), options.clusterArn(), request, definition, loop.instant());
    tasks.put(task.arn(), task);
    var lifecycle = options.market().lifecycle(task.startedBy(), options.lifecycle());
    after(lifecycle.provisioning().plus(lifecycle.pending()), () -> pull(task, lifecycle));
    return task;
  }

  private void pull(SimulatedTask task, Lifecycle lifecycle) {
    if (task.isMeantToRun()) {
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
    } else if (task.capacityProvider().equals(SPOT)) {
      options
          .market()
          .interruption(task.startedBy(), random)
          .ifPresent(wait -> after(wait, () -> interrupt(task)));
    }
  }

  private void interrupt(SimulatedTask task) {
    if (task.isMeantToRun()) {
      stop(task, "SpotInterruption", "Your Spot Task was interrupted.");
    }
  }

  private void stop(SimulatedTask task, String code, String reason) {
    task.toBeStopped(code, reason, loop.instant());
    if (task.status() == Status.RUNNING) {
      tell(task);
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
    var _ = loop.at(loop.instant().plus(REMEMBERED), () -> forget(task));
  }

  private void forget(SimulatedTask task) {
    tasks.remove(task.arn());
    if (task.request().clientToken() != null) {
      byToken.remove(task.request().clientToken());
    }
  }

  private void tell(SimulatedTask task) {
    events.accept(
        Json.object()
            .put("version", "0")
            .put("id", "%016x".formatted(random.nextLong()))
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
    return calls.make(
        "ecs:StopTask",
        () -> {
          var task =
              find(request.task())
                  .orElseThrow(() -> EcsErrors.invalid("The referenced task was not found."));
          if (task.isMeantToRun()) {
            stop(
                task,
                "UserInitiated",
                Objects.requireNonNullElse(request.reason(), "Task stopped by user"));
          }
          return StopTaskResponse.builder().task(task.toTask()).build();
        });
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    return calls.make(
        "ecs:DescribeTasks",
        () -> {
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
    return calls.make("ecs:ListTasks", () -> TaskListing.list(request, tasks.values()));
  }

  private Optional<SimulatedTask> find(String arn) {
    return Optional.ofNullable(tasks.get(arn));
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

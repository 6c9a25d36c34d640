package dev.longshore.local.ecs;

import dev.longshore.local.call.Calls;
import dev.longshore.local.ecs.SimulatedTask.Stage;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskRuntime;
import java.time.Duration;
import java.time.Instant;
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
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * ECS with one cluster on Fargate and Fargate Spot. Its containers run on a {@link TaskRuntime};
 * all else, from client tokens to Spot notices, happens here on the event loop, and is told in
 * events as ECS tells it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html">Amazon ECS
 *     API</a>
 */
public final class SimulatedEcs implements EcsClient {

  private static final String DEFAULT_CLUSTER = "default";

  private final EventLoop loop;
  private final Options options;
  private final Calls calls;
  private final KnownTasks tasks;
  private final TaskLives lives;
  private final TaskLaunches launches;

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
    this.options = options;
    this.calls = calls;
    var tokens = new ClientTokens();
    var told = new TaskEvents(loop, options, random, events);
    this.tasks = new KnownTasks(options.rememberedMax(), tokens);
    this.lives =
        new TaskLives(loop, runtime, places, options, random, told::tell, tasks::hasStopped);
    this.launches = new TaskLaunches(loop, definitions, options, random, tokens, tasks, lives);
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

    /** The ARN of a task that is named by it, or by the id that it ends in. */
    String arn(String task) {
      return task.contains("/") ? task : taskArn(task);
    }

    String definitionArn(TaskDefinition definition) {
      return "arn:aws:ecs:"
          + region
          + ":"
          + account
          + ":task-definition/"
          + definition.family()
          + ":"
          + definition.revision();
    }

    String taskArn(String id) {
      return "arn:aws:ecs:" + region + ":" + account + ":task/" + cluster + "/" + id;
    }
  }

  @Override
  public RunTaskResponse runTask(RunTaskRequest request) {
    return make(
        "ecs:RunTask",
        () -> {
          checkCluster(request.cluster());
          var use = launches.launch(request);
          return RunTaskResponse.builder()
              .tasks(use.tasks().stream().map(this::view).toList())
              .failures(use.failures())
              .build();
        });
  }

  /** Who names no cluster means the one that is called default. */
  private void checkCluster(@Nullable String cluster) {
    var named = Objects.requireNonNullElse(cluster, DEFAULT_CLUSTER);
    if (!named.equals(options.cluster()) && !named.equals(options.clusterArn())) {
      throw EcsErrors.clusterNotFound();
    }
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
          return TaskDescriptions.describe(request, options, tasks);
        });
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest request) {
    return make(
        "ecs:ListTasks",
        () -> {
          checkCluster(request.cluster());
          return TaskListing.list(request, tasks);
        });
  }

  private Task view(SimulatedTask task) {
    return TaskView.of(task, options.clusterArn());
  }

  /** The task of an ARN, or of the id that an ARN ends in. */
  private Optional<SimulatedTask> find(String task) {
    return tasks.find(options.arn(task));
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
    return tasks.live().stream().filter(task -> task.stage() == Stage.RUNNING).count();
  }

  /** How many tasks are on their way to run. */
  public long pending() {
    return tasks.live().stream().filter(task -> task.stage().compareTo(Stage.RUNNING) < 0).count();
  }

  /** How many tasks have not stopped. */
  public long live() {
    return tasks.live().size();
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

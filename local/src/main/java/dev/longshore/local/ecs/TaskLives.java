package dev.longshore.local.ecs;

import dev.longshore.local.ecs.SimulatedContainer.Status;
import dev.longshore.local.ecs.SimulatedTask.Stage;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;

/**
 * The way of tasks from PROVISIONING to STOPPED, on the event loop: containers are started in the
 * order of what they depend on and asked to end in the other, and a task ends with the first of its
 * essential ones.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">Task
 *     lifecycle</a>
 */
final class TaskLives {

  private final EventLoop loop;
  private final TaskRuntime runtime;
  private final TaskPlaces places;
  private final SimulatedEcs.Options options;
  private final RandomGenerator random;
  private final Consumer<SimulatedTask> told;
  private final Consumer<SimulatedTask> stopped;

  /**
   * @param told hears of what events tell
   * @param stopped hears of each task that has stopped
   */
  TaskLives(
      EventLoop loop,
      TaskRuntime runtime,
      TaskPlaces places,
      SimulatedEcs.Options options,
      RandomGenerator random,
      Consumer<SimulatedTask> told,
      Consumer<SimulatedTask> stopped) {
    this.loop = loop;
    this.runtime = runtime;
    this.places = places;
    this.options = options;
    this.random = random;
    this.told = told;
    this.stopped = stopped;
  }

  /** A task that was asked for goes its way. */
  void begin(SimulatedTask task) {
    alsoTold(task);
    var lifecycle = options.market().lifecycle(task.startedBy(), options.lifecycle());
    after(lifecycle.provisioning().plus(lifecycle.pending()), () -> pull(task, lifecycle));
  }

  /** Has a task that is meant to run end, for a reason. */
  void stop(SimulatedTask task, Reclaim reclaim) {
    task.toBeStopped(reclaim.stopCode(), reclaim.reason(), loop.instant());
    if (task.stage() == Stage.RUNNING && reclaim.hasNotice()) {
      told.accept(task);
    }
    goOn(task);
  }

  /** Takes back the capacity of a task. */
  void takeBack(SimulatedTask task) {
    if (task.isMeantToRun()) {
      stop(task, options.market().reclaim(task.arn()));
    }
  }

  private void failHost(SimulatedTask task) {
    if (task.isMeantToRun()) {
      stop(task, options.market().failure(task.arn()));
    }
  }

  private void after(Duration wait, Runnable action) {
    var _ = loop.at(loop.instant().plus(wait), action);
  }

  /** For those who want to hear of every change, as AWS tells it. */
  private void alsoTold(SimulatedTask task) {
    if (options.tellsAll()) {
      told.accept(task);
    }
  }

  private void pull(SimulatedTask task, Lifecycle lifecycle) {
    if (!task.isMeantToRun()) {
      return;
    }
    var subnets = RunTaskValidation.subnets(task.request());
    var obstacle = options.market().neverPlaced(task.capacityProvider(), subnets);
    if (obstacle.isPresent()) {
      task.toBeStopped("TaskFailedToStart", obstacle.get(), loop.instant());
      goOn(task);
      return;
    }
    task.pending(loop.instant());
    alsoTold(task);
    after(lifecycle.pulling(), () -> goOn(task));
  }

  /** What can happen now, in whatever way it came to be. */
  private void goOn(SimulatedTask task) {
    if (task.stage() == Stage.PENDING && task.hasBegun() && task.hasLiveContainers()) {
      runs(task);
    }
    if (task.isMeantToRun()) {
      task.containers().forEach(container -> startIfReady(task, container));
    } else {
      task.containers().forEach(container -> endIfReady(task, container));
    }
    if (task.hasEnded() && task.stage().compareTo(Stage.DEPROVISIONING) < 0) {
      end(task);
    }
  }

  private void startIfReady(SimulatedTask task, SimulatedContainer container) {
    if (!container.is(Status.WAITING)) {
      return;
    }
    var dependencies = container.definition().dependsOn();
    if (dependencies.stream().anyMatch(one -> Dependency.isVain(one, task))) {
      container.starting();
      ended(
          task, container, null, "CannotStartContainerError: what it depends on has not succeeded");
    } else if (dependencies.stream().allMatch(one -> Dependency.holds(one, task))) {
      start(task, container);
    }
  }

  private void start(SimulatedTask task, SimulatedContainer container) {
    container.starting();
    var command = container.command();
    if (command.isEmpty() && !runtime.runsImages()) {
      ended(
          task,
          container,
          null,
          "CannotStartContainerError: the job has no command, and no image is run here");
      return;
    }
    var spec =
        places.place(
            task.id(), task.startedBy(), container.definition(), command, container.environment());
    container.startedOn(
        runtime.start(spec.in(container.spec(task)), new Listener(task, container)));
  }

  /** Takes what the runtime says, on whatever thread, onto the loop. */
  private final class Listener implements TaskListener {

    private final SimulatedTask task;
    private final SimulatedContainer container;

    Listener(SimulatedTask task, SimulatedContainer container) {
      this.task = task;
      this.container = container;
    }

    @Override
    public void started() {
      var _ =
          loop.soon(() -> {
            container.runs();
            goOn(task);
          });
    }

    @Override
    public void neverStarted(String reason) {
      ended(null, reason);
    }

    @Override
    public void exited(int code) {
      var _ = loop.soon(() -> TaskLives.this.ended(task, container, code, null));
    }

    @Override
    public void ended(@Nullable Integer code, String reason) {
      var _ = loop.soon(() -> TaskLives.this.ended(task, container, code, reason));
    }
  }

  private void runs(SimulatedTask task) {
    task.running(loop.instant());
    told.accept(task);
    if (!task.isMeantToRun()) {
      return;
    }
    var market = options.market();
    if (task.capacityProvider().equals(CapacityStrategy.SPOT)) {
      market
          .interruption(task.startedBy(), random)
          .ifPresent(wait -> after(wait, () -> takeBack(task)));
    }
    market.hostFailure(task.startedBy()).ifPresent(wait -> after(wait, () -> failHost(task)));
  }

  /** Asks a container to end once none that depends on it is left. */
  private void endIfReady(SimulatedTask task, SimulatedContainer container) {
    if (!container.is(Status.RUNNING) || container.isEnding() || isNeeded(task, container)) {
      return;
    }
    var running = Objects.requireNonNull(container.running());
    running.terminate();
    container.killAt(
        loop.at(loop.instant().plus(stopTimeout(container.definition())), running::kill));
  }

  private static boolean isNeeded(SimulatedTask task, SimulatedContainer container) {
    return task.containers().stream()
        .filter(SimulatedContainer::isLive)
        .flatMap(other -> other.definition().dependsOn().stream())
        .map(ContainerDependency::containerName)
        .anyMatch(container.name()::equals);
  }

  private Duration stopTimeout(ContainerDefinition definition) {
    var seconds = definition.stopTimeout();
    var timeout = seconds == null ? options.stopTimeout() : Duration.ofSeconds(seconds);
    return timeout.compareTo(options.stopTimeoutMin()) < 0 ? options.stopTimeoutMin() : timeout;
  }

  private void ended(
      SimulatedTask task,
      SimulatedContainer container,
      @Nullable Integer exitCode,
      @Nullable String reason) {
    container.ended(exitCode, reason);
    if (container.isEssential() && task.isMeantToRun()) {
      var failedToStart = exitCode == null;
      task.toBeStopped(
          failedToStart ? "TaskFailedToStart" : "EssentialContainerExited",
          failedToStart && reason != null ? reason : "Essential container in task exited",
          loop.instant());
      if (task.stage() == Stage.RUNNING && task.hasLiveContainers()) {
        told.accept(task);
      }
    }
    goOn(task);
  }

  private void end(SimulatedTask task) {
    task.ended(loop.instant());
    alsoTold(task);
    after(
        options.lifecycle().stopping(),
        () -> {
          task.stopped(loop.instant());
          told.accept(task);
          stopped.accept(task);
        });
  }
}

package dev.longshore.simulation.cloud;

import dev.longshore.local.loop.EventLoop.Timer;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import dev.longshore.local.runtime.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Tasks that behave as they are told to. */
final class SimulatedRuntime implements TaskRuntime {

  private static final int KILLED = 137;
  private static final long MILLIS_A_SECOND = 1000;

  private final InterleavingLoop loop;
  private final Function<TaskSpec, Behaviour> behaviours;
  private final BiConsumer<TaskSpec, Behaviour> listener;

  /** A runtime that tells {@code listener} what each task does. */
  SimulatedRuntime(
      InterleavingLoop loop,
      Function<TaskSpec, Behaviour> behaviours,
      BiConsumer<TaskSpec, Behaviour> listener) {
    this.loop = loop;
    this.behaviours = behaviours;
    this.listener = listener;
  }

  @Override
  public RunningTask start(TaskSpec spec, TaskListener listens) {
    var behaviour = behaviours.apply(spec);
    listener.accept(spec, behaviour);
    var task = new SimulatedTask(behaviour, listens);
    if (behaviour.neverStarted() != null) {
      listens.neverStarted(behaviour.neverStarted());
    } else {
      listens.started();
      task.begin();
    }
    return task;
  }

  private final class SimulatedTask implements RunningTask {

    private final Behaviour behaviour;
    private final TaskListener listens;
    private final Instant startedAt = loop.now();
    private Timer end = () -> {};
    private boolean isOver;

    SimulatedTask(Behaviour behaviour, TaskListener listens) {
      this.behaviour = behaviour;
      this.listens = listens;
    }

    void begin() {
      end = loop.at(startedAt.plus(behaviour.runs()), this::finish);
    }

    private void finish() {
      if (isOver) {
        return;
      }
      isOver = true;
      if (behaviour.outOfMemory() != null) {
        listens.ended(behaviour.exitCode(), behaviour.outOfMemory());
      } else {
        listens.exited(behaviour.exitCode());
      }
    }

    private void exit(int code) {
      if (isOver) {
        return;
      }
      isOver = true;
      end.cancel();
      if (behaviour.losesExitCode()) {
        listens.ended(null, "DockerTimeoutError: the container's state could not be read");
      } else {
        listens.exited(code);
      }
    }

    @Override
    public void terminate() {
      if (behaviour.exitOnTerm() != null) {
        exit(behaviour.exitOnTerm());
      }
    }

    @Override
    public void kill() {
      exit(KILLED);
    }

    @Override
    public Optional<Usage> usage() {
      var run = Duration.between(startedAt, loop.now());
      var cpu = Duration.ofMillis((long) (run.toMillis() * behaviour.cpus()));
      var logs = run.toMillis() * behaviour.logsPerSecond() / MILLIS_A_SECOND;
      return isOver ? Optional.empty() : Optional.of(new Usage(cpu, logs));
    }
  }

  @Override
  public void close() {
    // Its tasks are gone with it.
  }
}

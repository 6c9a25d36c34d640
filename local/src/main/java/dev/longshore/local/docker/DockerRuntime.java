package dev.longshore.local.docker;

import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import dev.longshore.local.runtime.TaskSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Containers of a Docker engine, with the limits of their task's size. Those of one task share a
 * network, as on Fargate: they find each other at 127.0.0.1. The machine itself is {@code
 * host.docker.internal} to them.
 */
public final class DockerRuntime implements TaskRuntime {

  /** How many containers are being started at once; the engine gets slower with more. */
  private static final int STARTING_MAX = 8;

  private static final Duration CLOSE_MAX = Duration.ofSeconds(20);

  private final DockerEngine engine;
  private final TaskNetworks networks;
  private final Semaphore starting = new Semaphore(STARTING_MAX, true);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "longshore-container");
        thread.setDaemon(true);
        return thread;
      });
  private final Set<DockerTask> live = new HashSet<>();
  private boolean closed;

  private DockerRuntime(DockerEngine engine) {
    this.engine = engine;
    this.networks = new TaskNetworks(engine);
  }

  /**
   * Finds the engine, and removes what an earlier life of the same owner has left on it.
   *
   * @param owner whose containers these are: one process at a time may go by that name
   * @param notes hears, in a line for the person each, what was left
   * @throws EngineUnusable if no engine answers
   */
  public static DockerRuntime start(String owner, Consumer<String> notes) {
    var engine = DockerEngine.connect(owner);
    var left = engine.removeOurs();
    if (left > 0) {
      notes.accept("%,d containers of an earlier life are removed".formatted(left));
    }
    return new DockerRuntime(engine);
  }

  @Override
  public boolean runsImages() {
    return true;
  }

  @Override
  public RunningTask start(TaskSpec spec, TaskListener listener) {
    var request = new ContainerRequest(engine, spec);
    var task = new DockerTask(engine, networks, request, listener, threads, starting);
    if (!add(task)) {
      listener.neverStarted("CannotStartContainerError: Longshore is ending");
      return task;
    }
    threads.execute(() -> {
      try {
        task.live();
      } finally {
        ended(task);
      }
    });
    return task;
  }

  private synchronized boolean add(DockerTask task) {
    return !closed && live.add(task);
  }

  private synchronized void ended(DockerTask task) {
    live.remove(task);
    notifyAll();
  }

  /** Kills what still runs, waits for its end for 20 seconds at most, and leaves nothing behind. */
  @Override
  public void close() {
    if (!beginToEnd()) {
      return;
    }
    try {
      awaitEnds();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var _ = engine.removeOurs();
    threads.shutdown();
    engine.close();
  }

  /** Whether it is for the first time. */
  private synchronized boolean beginToEnd() {
    var isFirst = !closed;
    closed = true;
    live.forEach(DockerTask::kill);
    return isFirst;
  }

  private synchronized void awaitEnds() throws InterruptedException {
    var bound = System.nanoTime() + CLOSE_MAX.toNanos();
    for (var left = CLOSE_MAX.toNanos();
        left > 0 && !live.isEmpty();
        left = bound - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}

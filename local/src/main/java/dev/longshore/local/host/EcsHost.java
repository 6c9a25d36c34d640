package dev.longshore.local.host;

import dev.longshore.local.call.Calls;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.ecs.ClusterCapacity;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.ecs.TaskDefinitions;
import dev.longshore.local.ecs.account.EcsAccount;
import dev.longshore.local.ecs.http.EcsServer;
import dev.longshore.local.loop.RealLoop;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.runtime.TaskRuntime;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * The simulated ECS of one account on a real clock, served over HTTP. What it knows lives in
 * memory; its data folder has the logs, and says whose tasks are left of an earlier life.
 */
public final class EcsHost implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT_MIN = Duration.ofSeconds(2);
  private static final int STOPPED_TASKS_MAX = 100_000;

  private final DataLock lock;
  private final DataFolder data;
  private final EcsOptions options;
  private final RealLoop loop;
  private final TaskRuntime runtime;
  private final EcsServer server;
  private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
  private volatile boolean over;

  /**
   * Begins to serve; calls are answered once {@link #run} is called.
   *
   * @param lock of the data folder; is closed with this
   * @throws dev.longshore.local.ecs.http.AddressUnusable if it cannot listen there
   */
  public EcsHost(DataLock lock, DataFolder data, TaskRuntimes runtimes, EcsOptions options)
      throws InterruptedException {
    this.lock = lock;
    this.data = data;
    this.options = options;
    this.loop = new RealLoop(Instant.now(), options.speed());
    this.runtime = started(runtimes);
    try {
      this.server =
          EcsServer.start(
              options.address(),
              loop,
              new EcsAccount(options.account(), options.region(), loop, this::cluster));
    } catch (RuntimeException e) {
      runtime.close();
      lock.close();
      throw e;
    }
  }

  private TaskRuntime started(TaskRuntimes runtimes) throws InterruptedException {
    try {
      return runtimes.start(lock, data, options.notes());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private SimulatedEcs cluster(String name, ClusterCapacity capacity, TaskDefinitions definitions) {
    var ecs =
        new SimulatedEcs.Options(
            name,
            options.account(),
            options.region(),
            options.lifecycle(),
            options.market(),
            STOP_TIMEOUT,
            loop.ofReal(STOP_TIMEOUT_MIN),
            STOPPED_TASKS_MAX,
            true,
            capacity);
    return new SimulatedEcs(
        loop,
        runtime,
        definitions,
        new EcsPlaces(data.path().resolve("logs"), options, runtime.runsImages()),
        ecs,
        options.events(),
        Calls.DIRECT,
        random);
  }

  /** What clients are given as their endpoint. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** Works on this thread until {@link #finish} is called. */
  public void run() {
    BooleanSupplier done = () -> over;
    loop.run(done);
  }

  /** Has {@link #run} return. May be called on any thread. */
  public void finish() {
    over = true;
    loop.wake();
  }

  /** Serves no more, and ends what runs. */
  @Override
  public void close() {
    server.close();
    runtime.close();
    lock.close();
  }
}

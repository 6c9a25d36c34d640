package dev.longshore.local.host;

import dev.longshore.aws.Deployment;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.local.CloudParts;
import dev.longshore.local.LocalCloud;
import dev.longshore.local.bus.Delivery;
import dev.longshore.local.data.ClockMark;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.data.DataFolderUnusable;
import dev.longshore.local.data.Database;
import dev.longshore.local.data.Marks;
import dev.longshore.local.data.SqliteStore;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.loop.RealLoop;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.runtime.TaskRuntime;
import dev.longshore.orchestration.Settings;
import dev.longshore.run.RunId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Longshore on this machine: the one process that writes a data folder, with the local cloud on a
 * real clock and jobs as processes, or as containers. Whatever way it ends, its processes end with
 * it, and its containers at the latest when the next one on the folder takes up what it has left.
 */
public final class LocalHost implements AutoCloseable {

  static final String ACCOUNT = "000000000000";
  static final String REGION = "us-east-1";
  private static final String CLUSTER = "longshore";
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT_MIN = Duration.ofSeconds(2);

  /**
   * A machine can run a million tasks in an hour, and nobody asks for one whose end has been taken
   * in, which is a matter of moments here.
   */
  private static final int STOPPED_TASKS_MAX = 2_000;

  private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

  private final DataLock lock;
  private final TaskRuntime runtime;
  private final Database database;
  private final Marks marks;
  private final ClockMark clockMark;
  private final RealLoop loop;
  private final LocalCloud cloud;
  private final DataFolder data;
  private final Catalog catalog;
  private final Deployment deployment;
  private final LocalPlaces places;
  private final HostOptions options;
  private @Nullable LocalQueues queues;
  private volatile @Nullable DataFolderUnusable failure;

  /**
   * A host for the folder that {@code lock} is of, once the tasks of an earlier one have ended.
   *
   * @param lock is closed with the host
   */
  public LocalHost(DataLock lock, DataFolder data, Catalog catalog, HostOptions options)
      throws InterruptedException {
    this.lock = lock;
    this.runtime = options.runtimes().start(lock, data, options.notes());
    this.database = Database.open(data);
    this.marks = new Marks(database);
    this.loop = new RealLoop(ClockMark.start(marks, Instant.now()), options.speed());
    this.clockMark = new ClockMark(marks, loop.ofReal(CLOCK_STEP));
    this.data = data;
    this.catalog = catalog;
    this.options = options;
    this.deployment = deployment(data);
    this.places =
        new LocalPlaces(
            data, options.directory(), catalog, options.environment(), runtime.runsImages());
    this.cloud = new LocalCloud(parts());
  }

  private static Deployment deployment(DataFolder data) {
    var settings =
        new Settings(
            data.stack(),
            List.of(),
            data.checkpoints().toString(),
            new Billing(PriceTable.shipped(), REGION),
            null,
            Map.of());
    return new Deployment(
        settings,
        CLUSTER,
        "arn:aws:states:%s:%s:stateMachine:longshore-run".formatted(REGION, ACCOUNT),
        "default",
        "",
        List.of());
  }

  private CloudParts parts() {
    var ecs =
        new SimulatedEcs.Options(
            CLUSTER,
            ACCOUNT,
            REGION,
            options.lifecycle(),
            options.market(),
            STOP_TIMEOUT,
            loop.ofReal(STOP_TIMEOUT_MIN),
            STOPPED_TASKS_MAX);
    var store = new SqliteStore(database, true);
    return new CloudParts(
        loop,
        new ClockKeepingStore(store, clockMark, loop),
        catalog,
        deployment,
        LocalCloud.shippedStateMachine(),
        ecs,
        runtime,
        places,
        new SplittableRandom(new SecureRandom().nextLong()),
        options.calls(),
        Delivery.PROMPT,
        true,
        loop::real);
  }

  public LocalCloud cloud() {
    return cloud;
  }

  public RealLoop loop() {
    return loop;
  }

  public Marks marks() {
    return marks;
  }

  /**
   * Takes up what an earlier host has left, and begins with schedules, queues and sweeps.
   *
   * @param queuePort where the queues are to be, if a job has one
   * @return the runs that it has taken up
   * @throws dev.longshore.local.sqs.PortUnusable if the port is taken
   */
  public List<RunId> takeUp(int queuePort) {
    var queued = catalog.jobs().values().stream().filter(Job::queued).toList();
    if (!queued.isEmpty()) {
      queues =
          LocalQueues.start(
              data, queuePort, queued, deployment, loop, cloud, options.calls(), this::fail);
      places.queuesAt(queues.endpoint().toString());
    }
    var recovered = cloud.recover();
    cloud.startSchedules(marks, options.notes());
    cloud.startSweeping();
    return recovered;
  }

  /** The queues, if a job has one and they were started. */
  public Optional<LocalQueues> queues() {
    return Optional.ofNullable(queues);
  }

  private void fail(DataFolderUnusable cause) {
    failure = cause;
    loop.wake();
  }

  /**
   * Works on this thread until {@code done}.
   *
   * @throws DataFolderUnusable if the data folder can no longer be read or written
   */
  public void run(BooleanSupplier done) {
    loop.run(() -> failure != null || database.failure().isPresent() || done.getAsBoolean());
    if (failure != null) {
      throw failure;
    }
    database
        .failure()
        .ifPresent(cause -> {
          throw cause;
        });
  }

  /** Ends what runs, and lets go of the folder. */
  @Override
  public void close() {
    if (queues != null) {
      queues.close();
    }
    runtime.close();
    if (database.failure().isEmpty()) {
      clockMark.settle(loop.instant());
      database.close();
    }
    lock.close();
  }
}

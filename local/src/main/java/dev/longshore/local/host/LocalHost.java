package dev.longshore.local.host;

import dev.longshore.aws.Deployment;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.job.Catalog;
import dev.longshore.local.CloudParts;
import dev.longshore.local.LocalCloud;
import dev.longshore.local.bus.Delivery;
import dev.longshore.local.data.ClockMark;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.data.Database;
import dev.longshore.local.data.Marks;
import dev.longshore.local.data.SqliteStore;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.loop.RealLoop;
import dev.longshore.local.process.DataLock;
import dev.longshore.local.process.ProcessRuntime;
import dev.longshore.local.process.Reaper;
import dev.longshore.orchestration.Settings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Longshore on this machine: the one process that writes a data folder, with the local cloud on a
 * real clock and jobs as processes. Whatever way it ends, its tasks end with it, and the next one
 * on the folder takes up what it has left.
 */
public final class LocalHost implements AutoCloseable {

  private static final String ACCOUNT = "000000000000";
  private static final String REGION = "us-east-1";
  private static final String CLUSTER = "longshore";
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT_MIN = Duration.ofSeconds(2);
  private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

  private final DataLock lock;
  private final Reaper reaper;
  private final ProcessRuntime runtime;
  private final Database database;
  private final Marks marks;
  private final ClockMark clockMark;
  private final RealLoop loop;
  private final LocalCloud cloud;

  /**
   * A host for the folder that {@code lock} is of, once the tasks of an earlier one have ended.
   *
   * @param lock is closed with the host
   */
  public LocalHost(DataLock lock, DataFolder data, Catalog catalog, HostOptions options)
      throws InterruptedException {
    this.lock = lock;
    this.reaper = Reaper.start(lock, new SecureRandom(), options.notes());
    this.database = Database.open(data);
    this.marks = new Marks(database);
    this.loop = new RealLoop(ClockMark.start(marks, Instant.now()), options.speed());
    this.clockMark = new ClockMark(marks, loop.ofReal(CLOCK_STEP));
    this.runtime = new ProcessRuntime(reaper, InstantSource.system());
    this.cloud = new LocalCloud(parts(data, catalog, options));
  }

  private CloudParts parts(DataFolder data, Catalog catalog, HostOptions options) {
    var settings =
        new Settings(
            data.stack(),
            List.of(),
            data.checkpoints().toString(),
            new Billing(PriceTable.shipped(), REGION),
            null,
            Map.of());
    var deployment =
        new Deployment(
            settings,
            CLUSTER,
            "arn:aws:states:%s:%s:stateMachine:longshore-run".formatted(REGION, ACCOUNT),
            "default",
            "",
            List.of());
    var ecs =
        new SimulatedEcs.Options(
            CLUSTER,
            ACCOUNT,
            REGION,
            options.lifecycle(),
            options.market(),
            STOP_TIMEOUT,
            loop.ofReal(STOP_TIMEOUT_MIN));
    var store = new SqliteStore(database, true);
    return new CloudParts(
        loop,
        new ClockKeepingStore(store, clockMark, loop),
        catalog,
        deployment,
        LocalCloud.shippedStateMachine(),
        ecs,
        runtime,
        new LocalPlaces(data, options.directory(), catalog, options.environment()),
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

  /** Works on this thread until {@code done}. */
  public void run(BooleanSupplier done) {
    loop.run(done);
  }

  /** Ends what runs, and lets go of the folder. */
  @Override
  public void close() {
    runtime.close();
    clockMark.settle(loop.instant());
    database.close();
    reaper.close();
    lock.close();
  }
}

package dev.longshore.simulation;

import com.sun.management.OperatingSystemMXBean;
import dev.longshore.job.Architecture;
import dev.longshore.job.CapacityPolicy;
import dev.longshore.job.Catalog;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.job.Overlap;
import dev.longshore.job.RetryPolicy;
import dev.longshore.json.Json;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.lambda.LocalLambda.Failed;
import dev.longshore.simulation.cloud.InterleavingLoop;
import dev.longshore.simulation.cloud.SimulatedCloud;
import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.world.World;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many runs a second are simulated: each with one schedule, its attempts, their events, and its
 * share of a sweep each virtual minute. See docs/benchmarks/simulation.md for the command.
 */
final class SimulationBenchmark {

  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final Duration WORK = Duration.ofMinutes(1);
  private static final int REPORTS = 10;
  private static final double NANOS_A_SECOND = 1e9;
  private static final long MIB = 1L << 20;

  private final SimulatedCloud cloud;
  private final InterleavingLoop loop;
  private final Job job;
  private final long runs;
  private long fired;
  private long ended;
  private long cpuAtReport;

  private SimulationBenchmark(Faults faults, long runs) {
    this.runs = runs;
    this.loop = new InterleavingLoop(Simulation.START);
    this.job = job();
    var shipped = Shipped.read();
    var options =
        new SimulatedCloud.Options(
            Catalog.of(List.of(job)),
            shipped.stateMachine(),
            shipped.billing(),
            Lifecycle.REALISTIC,
            Duration.ofMillis(50),
            false);
    var end = Simulation.START.plus(BETWEEN.multipliedBy(runs));
    this.cloud =
        new SimulatedCloud(
            loop,
            options,
            new Chances(1, faults),
            new World(SimulatedCloud.STACK),
            Trace.off(),
            end,
            _ -> WORK);
  }

  public static void main(String[] arguments) {
    var runs = Long.parseLong(arguments[0]);
    var faults = arguments[1].equals("all") ? Faults.all() : Faults.none();
    new SimulationBenchmark(faults, runs).run();
  }

  private void run() {
    cpuAtReport = cpu();
    cloud.cloud().onRunEnd((_, _) -> ended());
    var _ = loop.at(Simulation.START, this::fire);
    var start = cpu();
    loop.run(Simulation.START.plus(Duration.ofDays(365)), () -> ended >= runs);
    System.out.printf(
        "%,d runs, %,.0f a CPU-second, %,d MiB%n", runs, rate(runs, cpu() - start), memory());
  }

  private void fire() {
    var time = loop.now();
    fire(time);
    if (++fired < runs) {
      var _ = loop.at(time.plus(BETWEEN), this::fire);
    }
    // What the invariants would be judged by is not what is measured.
    cloud.world().triggers().clear();
    cloud.world().sweeps().clear();
  }

  private void fire(Instant time) {
    var event =
        Json.object()
            .put("job", job.name())
            .put("schedule", "schedule/" + job.name())
            .put("scheduledTime", time)
            .put("zone", "UTC")
            .fields();
    if (cloud.cloud().lambda().<Map<String, ?>, Object>invoke("OpenScheduledRun", event)
        instanceof Failed<Object>) {
      var _ = loop.at(loop.now().plus(Duration.ofMinutes(1)), () -> fire(time));
    }
  }

  private void ended() {
    ended++;
    if (ended % (runs / REPORTS) == 0) {
      var now = cpu();
      System.out.printf(
          "%,12d %,10.0f a CPU-second, %,d MiB%n",
          ended, rate(runs / REPORTS, now - cpuAtReport), memory());
      cpuAtReport = now;
    }
  }

  private static double rate(long runs, long nanos) {
    return runs / (nanos / NANOS_A_SECOND);
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long memory() {
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
  }

  private static Job job() {
    return new Job(
        new JobName("nightly"),
        null,
        "image:1",
        List.of("work"),
        FargateSize.DEFAULT,
        Architecture.X86_64,
        Job.EPHEMERAL_STORAGE_DEFAULT,
        List.of(),
        false,
        new TreeMap<>(),
        new TreeMap<>(),
        CapacityPolicy.DEFAULT,
        RetryPolicy.DEFAULT,
        Job.TIMEOUT_DEFAULT,
        Job.START_TIMEOUT_DEFAULT,
        null,
        null,
        false,
        Overlap.ALLOW,
        new TreeMap<>(),
        null,
        null,
        List.of(),
        List.of(),
        new TreeMap<>());
  }
}

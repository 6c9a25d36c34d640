package dev.longshore.simulation;

import dev.longshore.job.Architecture;
import dev.longshore.job.CapacityPolicy;
import dev.longshore.job.Catalog;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.job.Overlap;
import dev.longshore.job.RetryPolicy;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.run.Trigger;
import dev.longshore.simulation.cloud.InterleavingLoop;
import dev.longshore.simulation.cloud.SimulatedCloud;
import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long many runs that are opened at one moment take to start at the rates at which AWS takes
 * calls by default: with reserved places, as it is shipped, and with back-off alone.
 */
public final class Pacing {

  private static final Duration PATIENCE = Duration.ofHours(6);
  private static final Duration INDEX_LAG = Duration.ofMillis(50);

  /** Longer than any wait for a launch, so that no end comes in between. */
  private static final Duration WORK = Duration.ofMinutes(30);

  private final Shipped shipped;
  private final int runs;

  /** A comparison with so many runs, at least 1. */
  public Pacing(Shipped shipped, int runs) {
    if (runs < 1) {
      throw new IllegalArgumentException("there must be a run to start, not " + runs);
    }
    this.shipped = shipped;
    this.runs = runs;
  }

  /**
   * What came of it.
   *
   * @param half when half of the runs had a task, from their opening
   * @param all when all had one
   * @param crowded RunTask calls that took one of the last places of the rate
   */
  public record Result(
      int runs, Duration half, Duration all, long calls, long throttled, long crowded) {

    /** The share of RunTask calls that were throttled. */
    public double throttledShare() {
      return calls == 0 ? 0 : (double) throttled / calls;
    }
  }

  /** As it is shipped: each launch waits for a place of its own. */
  public Result reserved() {
    return play(true, Faults.none());
  }

  /**
   * Without places: whoever is throttled tries again later, by exponential back-off with jitter.
   */
  public Result backingOff() {
    return play(false, Faults.none());
  }

  /** The same as {@link #reserved} where something goes wrong, such as calls that take time. */
  public Result reserved(Faults faults) {
    return play(true, faults);
  }

  private Result play(boolean paced, Faults faults) {
    var loop = new InterleavingLoop(Simulation.START);
    var world = new World(SimulatedCloud.STACK);
    var job = job();
    var options =
        new SimulatedCloud.Options(
            Catalog.of(List.of(job)),
            shipped.stateMachine(),
            shipped.billing(),
            Lifecycle.INSTANT,
            INDEX_LAG,
            false,
            paced);
    var cloud =
        new SimulatedCloud(
            loop,
            options,
            new Chances(1, faults),
            world,
            Trace.off(),
            Simulation.START.plus(PATIENCE),
            _ -> WORK);
    for (var i = 0; i < runs; i++) {
      var trigger = Trigger.person("request-" + i, Simulation.START);
      var _ = loop.at(Simulation.START, () -> open(cloud, job, trigger));
    }
    loop.run(Simulation.START.plus(PATIENCE), () -> world.tasks().size() >= runs);
    return result(world);
  }

  private static void open(SimulatedCloud cloud, Job job, Trigger trigger) {
    var _ =
        cloud.byHand(
            () -> cloud.cloud().opener().open(OpenRequest.of(job.name(), trigger, Map.of())));
  }

  private Result result(World world) {
    var starts =
        world.ownTasks().stream()
            .map(SeenTask::launchedAt)
            .map((Instant at) -> Duration.between(Simulation.START, at))
            .sorted()
            .toList();
    if (starts.size() < runs) {
      throw new IllegalStateException(
          "after %s only %d of %d runs have started".formatted(PATIENCE, starts.size(), runs));
    }
    return new Result(
        runs,
        starts.get((runs - 1) / 2),
        starts.getLast(),
        world.runTaskCalls().made(),
        world.runTaskCalls().throttled(),
        world.runTaskCalls().crowded());
  }

  private static Job job() {
    return new Job(
        new JobName("backlog"),
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

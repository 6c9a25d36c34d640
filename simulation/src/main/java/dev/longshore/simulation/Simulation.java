package dev.longshore.simulation;

import dev.longshore.job.Catalog;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.run.RunId;
import dev.longshore.simulation.cloud.InterleavingLoop;
import dev.longshore.simulation.cloud.SimulatedCloud;
import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.invariant.Invariant;
import dev.longshore.simulation.workload.Triggers;
import dev.longshore.simulation.workload.Workload;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Plays the story of one seed, from its first trigger until nothing is left to be done. */
public final class Simulation {

  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  /** How long it may take until everything has ended; what has not by then never will. */
  private static final Duration PATIENCE = Duration.ofDays(4);

  private static final Duration LOOK = Duration.ofMinutes(5);

  /** Handlers that Lambda tries again come up to three minutes later. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(6);

  private static final long LAG_MILLIS_MAX = 3_000;

  private final Shipped shipped;
  private final List<Invariant> invariants = Invariant.all();

  public Simulation(Shipped shipped) {
    this.shipped = shipped;
  }

  /** Plays a seed with these faults. */
  public Played play(long seed, Faults faults, Trace trace) {
    var chances = new Chances(seed, faults);
    var loop = new InterleavingLoop(START);
    var world = new World(SimulatedCloud.STACK);
    var workload = Workload.of(chances);
    workload.describe().forEach(job -> trace.line(START, "job", () -> job));
    var random = chances.stream(6);
    var options =
        new SimulatedCloud.Options(
            Catalog.of(workload.jobs()),
            shipped.stateMachine(),
            shipped.billing(),
            random.nextBoolean() ? Lifecycle.INSTANT : Lifecycle.REALISTIC,
            Duration.ofMillis(random.nextLong(LAG_MILLIS_MAX)),
            random.nextBoolean());
    var end = START.plus(Workload.WINDOW).plus(Workload.WINDOW);
    var cloud = new SimulatedCloud(loop, options, chances, world, trace, end, workload::work);
    var triggers = workload.start(cloud);
    var watch = new Watch(cloud, triggers);
    watch.start();
    loop.run(START.plus(PATIENCE), watch::isOver);
    watch.lookBack();
    var violations = invariants.stream().flatMap(invariant -> invariant.violations(world)).toList();
    return new Played(seed, faults, chances.taken(), violations, Counts.of(world));
  }

  /** Finds out when nothing is left to be done. */
  private static final class Watch {

    private final SimulatedCloud cloud;
    private final Triggers triggers;
    private boolean isOver;

    Watch(SimulatedCloud cloud, Triggers triggers) {
      this.cloud = cloud;
      this.triggers = triggers;
    }

    void start() {
      var _ = cloud.loop().at(START.plus(Workload.WINDOW), this::look);
    }

    boolean isOver() {
      return isOver;
    }

    private void look() {
      if (isQuiet()) {
        var _ = cloud.loop().at(cloud.loop().now().plus(AFTERWARDS), this::lookAgain);
      } else {
        var _ = cloud.loop().at(cloud.loop().now().plus(LOOK), this::look);
      }
    }

    private void lookAgain() {
      if (isQuiet()) {
        isOver = true;
      } else {
        look();
      }
    }

    private boolean isQuiet() {
      return triggers.pending() == 0
          && !cloud.lastEventAt().isAfter(cloud.loop().now())
          && cloud.cloud().stepFunctions().running() == 0
          && cloud.world().ownTasks().stream().allMatch(task -> task.end() != null)
          && cloud.undisturbed(() -> Remains.of(cloud)).isEmpty();
    }

    /** Takes down what the end looks like. */
    void lookBack() {
      var world = cloud.world();
      world.finished(cloud.loop().now());
      var _ =
          cloud.undisturbed(() -> {
            Remains.deadLetters(cloud);
            world.leftovers().addAll(Remains.of(cloud));
            Remains.runs(cloud).forEach(id -> record(id, world));
            return world;
          });
    }

    private void record(RunId id, World world) {
      try {
        world.runs().add(cloud.cloud().ledger().run(id).value());
      } catch (IllegalStateException e) {
        world.leftovers().add("the run " + id + ", which cannot be read: " + e.getMessage());
      }
    }
  }
}

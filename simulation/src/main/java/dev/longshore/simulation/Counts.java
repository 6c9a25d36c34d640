package dev.longshore.simulation;

import dev.longshore.simulation.world.World;

/** How much happened in a simulation. */
public record Counts(long runs, long tasks, long runTaskCalls, long runTaskThrottled, long sweeps) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  static Counts of(World world) {
    return new Counts(
        world.runs().size(),
        world.tasks().size(),
        world.runTaskCalls(),
        world.runTaskThrottled(),
        world.sweeps().size());
  }

  public Counts plus(Counts other) {
    return new Counts(
        runs + other.runs,
        tasks + other.tasks,
        runTaskCalls + other.runTaskCalls,
        runTaskThrottled + other.runTaskThrottled,
        sweeps + other.sweeps);
  }
}

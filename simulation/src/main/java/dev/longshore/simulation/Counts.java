package dev.longshore.simulation;

import dev.longshore.simulation.world.World;

/**
 * How much happened in a simulation.
 *
 * @param runTaskThrottled RunTask calls that came faster than AWS takes them
 * @param runTaskCrowded RunTask calls that came when that rate was nearly used up
 */
public record Counts(
    long runs,
    long tasks,
    long runTaskCalls,
    long runTaskThrottled,
    long runTaskCrowded,
    long sweeps) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  static Counts of(World world) {
    return new Counts(
        world.runs().size(),
        world.tasks().size(),
        world.runTaskCalls().made(),
        world.runTaskCalls().throttled(),
        world.runTaskCalls().crowded(),
        world.sweeps().size());
  }

  public Counts plus(Counts other) {
    return new Counts(
        runs + other.runs,
        tasks + other.tasks,
        runTaskCalls + other.runTaskCalls,
        runTaskThrottled + other.runTaskThrottled,
        runTaskCrowded + other.runTaskCrowded,
        sweeps + other.sweeps);
  }
}

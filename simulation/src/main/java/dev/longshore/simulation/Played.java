package dev.longshore.simulation;

import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.fault.Moment;
import dev.longshore.simulation.invariant.Violation;
import java.util.List;

/**
 * A seed that was played.
 *
 * @param moments at which faults happened
 * @param violations where an invariant does not hold
 */
public record Played(
    long seed, Faults faults, List<Moment> moments, List<Violation> violations, Counts counts) {

  public boolean holds() {
    return violations.isEmpty();
  }
}

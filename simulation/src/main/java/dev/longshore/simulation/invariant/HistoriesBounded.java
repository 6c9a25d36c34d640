package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.World;
import java.util.stream.Stream;

/**
 * No execution breaks, be it for its history, its data or an expression: each fails as its run
 * does, or by a person's hand.
 */
record HistoriesBounded() implements Invariant {

  private static final String OWN_ERROR = "Longshore.";

  @Override
  public Stream<Violation> violations(World world) {
    return world.broken().stream()
        .filter(execution -> !world.aborted().contains(execution.run()))
        .filter(execution -> execution.error() == null || !execution.error().startsWith(OWN_ERROR))
        .map(execution ->
            violation(
                execution.run(),
                execution.at(),
                "its execution is %s: %s".formatted(execution.status(), execution.error())));
  }
}

package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.World;
import java.util.stream.Stream;

/** Tasks of another stack, or of nobody's, are never stopped by us. */
record StrangersUntouched() implements Invariant {

  @Override
  public Stream<Violation> violations(World world) {
    return world.tasks().values().stream()
        .filter(task -> !task.isOf(world.stack()) && task.stopAskedAt() != null)
        .map(task ->
            violation(
                task.startedBy(),
                task.stopAskedAt(),
                "%s was stopped: %s".formatted(task.arn(), task.stopAskedFor())));
  }
}

package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.World;
import java.util.stream.Stream;

/** At the end every attempt, place, waiter, task, execution and message is gone. */
record NothingLeft() implements Invariant {

  @Override
  public Stream<Violation> violations(World world) {
    var tasks =
        world.ownTasks().stream()
            .filter(task -> task.end() == null)
            .map(task -> violation(task.run(), null, task.arn() + " has not stopped"));
    var rest = world.leftovers().stream().map(left -> violation(left, null, "is left"));
    return Stream.concat(tasks, rest);
  }
}

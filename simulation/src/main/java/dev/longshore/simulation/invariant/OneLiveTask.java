package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** A member has at most one live task, and an attempt one task for all time. */
record OneLiveTask() implements Invariant {

  @Override
  public Stream<Violation> violations(World world) {
    var byRun = new HashMap<String, List<SeenTask>>();
    var found = new ArrayList<Violation>();
    for (var task : world.ownTasks()) {
      if (world.run(task.run()).isEmpty()) {
        continue; // made up by a stranger
      }
      var others = byRun.computeIfAbsent(task.run(), _ -> new ArrayList<>());
      for (var other : others) {
        if (task.launchedAt().isBefore(other.liveUntil())) {
          found.add(
              violation(
                  task.run(),
                  task.launchedAt(),
                  "attempt %d has %s while attempt %d still has %s"
                      .formatted(task.attempt(), task.arn(), other.attempt(), other.arn())));
        } else if (task.attempt() == other.attempt()) {
          found.add(
              violation(
                  task.run(),
                  task.launchedAt(),
                  "attempt %d has a second task".formatted(task.attempt())));
        }
      }
      others.add(task);
    }
    return found.stream();
  }
}

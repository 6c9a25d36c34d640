package dev.longshore.simulation.cloud;

import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Final;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Phase.Queued;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.Run;
import dev.longshore.simulation.world.SeenAdmission;
import dev.longshore.simulation.world.SeenAdmission.Waiter;
import dev.longshore.simulation.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Takes down, commit by commit, who waits for a place of a job and who gets one. */
final class Admissions {

  private final InterleavingLoop loop;
  private final World world;
  private final Map<String, Map<String, Waiter>> waiting = new TreeMap<>();
  private final Set<String> admitted = new HashSet<>();

  Admissions(InterleavingLoop loop, World world) {
    this.loop = loop;
    this.world = world;
  }

  /** A run was written. */
  void changed(Run run) {
    switch (run.member().phase()) {
      case Queued _ -> {}
      case Waiting _ -> {
        if (run.isCancelling()) {
          var _ = leave(run);
        } else {
          others(run).putIfAbsent(run.id().value(), waiter(run));
        }
      }
      case Final _ -> {
        var _ = leave(run);
      }
      case Admitted _, BackingOff _, Launching _, Open _ -> {
        if (admitted.add(run.id().value())) {
          admit(run);
        }
      }
    }
  }

  private void admit(Run run) {
    world.admittedAt().put(run.id().value(), loop.now());
    var hasWaited = leave(run);
    var others = others(run);
    if (others.isEmpty()) {
      return;
    }
    var activity = loop.activity();
    world
        .admissions()
        .add(
            new SeenAdmission(
                waiter(run),
                loop.now(),
                hasWaited,
                activity == null ? null : activity.lookedAt(),
                List.copyOf(others.values())));
  }

  private boolean leave(Run run) {
    return others(run).remove(run.id().value()) != null;
  }

  private Map<String, Waiter> others(Run run) {
    return waiting.computeIfAbsent(run.job().value(), _ -> new TreeMap<>());
  }

  private Waiter waiter(Run run) {
    return new Waiter(run.id().value(), run.openedAt(), loop.now());
  }
}

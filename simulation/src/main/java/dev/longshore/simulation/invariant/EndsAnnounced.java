package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.World;
import java.util.HashSet;
import java.util.stream.Stream;

/**
 * The end of every run is announced, with its state. (Of an execution that a person aborted just
 * before its announcement, and whose abort nobody heard of, it is not.)
 */
record EndsAnnounced() implements Invariant {

  @Override
  public Stream<Violation> violations(World world) {
    var announced = new HashSet<>(world.announced());
    return world.runs().stream()
        .filter(run -> run.isFinal() && !announced.contains(run.id() + " " + run.state()))
        .filter(run -> !world.aborted().contains(run.id().value()))
        .map(run -> violation(run.id().value(), null, run.state() + " was never announced"));
  }
}

package dev.longshore.simulation;

import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.fault.Moment;
import dev.longshore.simulation.invariant.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes faults away from a seed that breaks an invariant, for as long as the same one is still
 * broken: whole kinds first, then halves of the moments that are left, then single ones.
 */
public final class Shrinking {

  private final Simulation simulation;
  private final int playsMax;
  private int plays;

  /**
   * A shrinking that gives up after a while.
   *
   * @param playsMax how often the seed is played again at most
   */
  public Shrinking(Simulation simulation, int playsMax) {
    this.simulation = simulation;
    this.playsMax = playsMax;
  }

  /** The seed with the fewest faults that were found to break the same invariant. */
  public Played shrink(Played broken) {
    var least = withoutKinds(broken);
    for (var size = least.moments().size() / 2; size >= 1; size /= 2) {
      least = withoutChunks(least, size);
    }
    return least;
  }

  private Played withoutKinds(Played broken) {
    var least = broken;
    for (var fault : Fault.values()) {
      var rest = least.moments().stream().filter(moment -> moment.fault() != fault).toList();
      least = fewer(least, rest);
    }
    return least;
  }

  private Played withoutChunks(Played broken, int size) {
    var least = broken;
    for (var from = 0; from < least.moments().size(); ) {
      var rest = new ArrayList<>(least.moments());
      rest.subList(from, Math.min(rest.size(), from + size)).clear();
      var next = fewer(least, rest);
      if (next.equals(least)) {
        from += size;
      }
      least = next;
    }
    return least;
  }

  private Played fewer(Played broken, List<Moment> moments) {
    if (moments.size() == broken.moments().size() || plays >= playsMax) {
      return broken;
    }
    plays++;
    var played = simulation.play(broken.seed(), broken.faults().only(moments), Trace.off());
    return isSame(played, broken) ? played : broken;
  }

  private static boolean isSame(Played played, Played broken) {
    return invariants(broken).stream().anyMatch(invariants(played)::contains);
  }

  private static Set<String> invariants(Played played) {
    return played.violations().stream().map(Violation::invariant).collect(Collectors.toSet());
  }
}

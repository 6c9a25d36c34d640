package dev.longshore.admission;

import dev.longshore.run.RunId;
import java.util.ArrayList;
import java.util.List;

/**
 * The places under one limit.
 *
 * @param name what they are places of, such as a job
 * @param holders the runs that hold one
 * @param waiting how many runs wait for one; each has a WAITER of its own
 */
public record Slot(String name, List<Place> holders, int waiting) {

  /** A slot that nobody has asked for yet. */
  public static Slot empty(String name) {
    return new Slot(name, List.of(), 0);
  }

  public boolean isHeldBy(RunId run) {
    return holders.stream().anyMatch(place -> place.run().equals(run));
  }

  public boolean hasRoom(int limit) {
    return holders.size() < limit;
  }

  public Slot withHolder(Place place) {
    var more = new ArrayList<>(holders);
    more.add(place);
    return new Slot(name, List.copyOf(more), waiting);
  }

  public Slot withoutHolder(RunId run) {
    return new Slot(
        name, holders.stream().filter(place -> !place.run().equals(run)).toList(), waiting);
  }

  public Slot withWaiter() {
    return new Slot(name, holders, waiting + 1);
  }

  public Slot withoutWaiter() {
    return new Slot(name, holders, waiting - 1);
  }
}

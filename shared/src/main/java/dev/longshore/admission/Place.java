package dev.longshore.admission;

import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.time.Instant;
import java.util.Comparator;

/** A run that holds a place, or waits for one, in the order in which runs were opened. */
public record Place(RunId run, Instant openedAt) implements Comparable<Place> {

  private static final Comparator<Place> BY_OPENING =
      Comparator.comparing(Place::openedAt).thenComparing(Place::run);

  public static Place of(Run run) {
    return new Place(run.id(), run.openedAt());
  }

  @Override
  public int compareTo(Place other) {
    return BY_OPENING.compare(this, other);
  }
}

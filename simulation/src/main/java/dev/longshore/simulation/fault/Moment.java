package dev.longshore.simulation.fault;

import java.util.Comparator;

/**
 * One opportunity that a fault took.
 *
 * @param opportunity which one of its kind, from 0
 */
public record Moment(Fault fault, long opportunity) implements Comparable<Moment> {

  private static final Comparator<Moment> BY_FAULT =
      Comparator.comparing(Moment::fault).thenComparingLong(Moment::opportunity);

  @Override
  public int compareTo(Moment other) {
    return BY_FAULT.compare(this, other);
  }

  @Override
  public String toString() {
    return fault.word() + "#" + opportunity;
  }
}

package dev.longshore.simulation.forecast;

import org.jspecify.annotations.Nullable;

/**
 * Something that the forecast shows, in a line for people.
 *
 * @param job that it is about; null for all
 */
public record Finding(Weight weight, @Nullable String job, String text) {

  /** What a finding asks for. */
  public enum Weight {
    /** Something will go wrong. */
    PROBLEM,
    /** Something could be better. */
    CHANCE,
    /** Something is as it should be, or good to know. */
    NOTE
  }
}

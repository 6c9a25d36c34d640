package dev.longshore.simulation.world;

import java.time.Instant;

/**
 * A trigger whose acceptance was acknowledged to whoever made it.
 *
 * @param type as a run's record names it
 */
public record AcceptedTrigger(
    String job, String type, String id, Instant time, Instant acceptedAt) {

  /** What it is known by among all triggers. */
  public String identity() {
    return identity(job, type, id, time);
  }

  /** The same for a trigger that was not accepted yet. */
  public static String identity(String job, String type, String id, Instant time) {
    return job + " " + type + " " + id + " " + time;
  }
}

package dev.longshore.run;

import java.time.Instant;
import java.util.Optional;

/**
 * That we mean to stop a task, and as what its attempt shall then count. Stored before StopTask is
 * called; the first one of an attempt stands.
 */
public record StopIntent(Outcome outcome, String why, Instant at) {

  private static final String PREFIX = "longshore:";

  /**
   * The reason given to StopTask, from which the outcome can be told where the ledger cannot be
   * asked.
   */
  public String reason() {
    return PREFIX + outcome + ": " + why;
  }

  /** The outcome that a reason of ours names. */
  public static Optional<Outcome> outcomeIn(String stoppedReason) {
    for (var outcome : Outcome.values()) {
      if (stoppedReason.startsWith(PREFIX + outcome + ":")) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }
}

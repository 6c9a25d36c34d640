package dev.longshore.simulation.invariant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an invariant does not hold.
 *
 * @param subject the run, task or message that it is about
 * @param at when; null where it is about the end
 */
public record Violation(String invariant, String subject, @Nullable Instant at, String seen) {

  @Override
  public String toString() {
    return "%s: %s%s: %s".formatted(invariant, subject, at == null ? "" : " at " + at, seen);
  }
}

package dev.longshore.simulation.world;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a run got a place while others waited for one.
 *
 * @param hasWaited whether it had to wait itself
 * @param lookedAt when whoever let it in had last asked an index who waits; null if nobody did
 * @param waiting those who waited at that moment
 */
public record SeenAdmission(
    Waiter run, Instant at, boolean hasWaited, @Nullable Instant lookedAt, List<Waiter> waiting) {

  /** A run in its order of opening, and since when it waits. */
  public record Waiter(String run, Instant openedAt, Instant since) {

    private static final Comparator<Waiter> IN_ORDER =
        Comparator.comparing(Waiter::openedAt).thenComparing(Waiter::run);

    /** Whether it is to get a place before another. */
    public boolean isBefore(Waiter other) {
      return IN_ORDER.compare(this, other) < 0;
    }
  }
}

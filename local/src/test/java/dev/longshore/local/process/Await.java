package dev.longshore.local.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the system does in its own time. */
final class Await {

  static final Duration BOUND = Duration.ofSeconds(30);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  private Await() {}

  /**
   * @throws AssertionError if it does not hold within the bound
   */
  static void until(String condition, BooleanSupplier holds) {
    var bound = System.nanoTime() + BOUND.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > bound) {
        throw new AssertionError("not within %d s: %s".formatted(BOUND.toSeconds(), condition));
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }
}

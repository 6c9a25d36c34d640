package dev.longshore.local.loop;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Does one thing after another, each at its time; it is the clock of all that runs on it. Things of
 * one instant are done in the order in which they were asked for. Its instants are whole
 * milliseconds and never go back.
 */
public interface EventLoop extends InstantSource {

  /**
   * Does {@code action} at {@code when}, or as soon as possible after it; never before this call
   * returns. May be called on any thread.
   */
  Timer at(Instant when, Runnable action);

  /** Does {@code action} as soon as possible. */
  default Timer soon(Runnable action) {
    return at(instant(), action);
  }

  /** Something that is still to be done. */
  interface Timer {

    /** Sees to it that it is not done, unless it was. To be called from the loop itself. */
    void cancel();
  }
}

package dev.longshore.states;

import org.jspecify.annotations.Nullable;

/**
 * What a state reports when it fails.
 *
 * @param name the error's name; null if a task failed without one
 * @param cause what happened, for people
 * @param missedHeartbeat whether it is the time-out of a heartbeat: reported as {@code
 *     States.Timeout}, yet {@code States.HeartbeatTimeout} matches it too
 */
public record StateError(@Nullable String name, @Nullable String cause, boolean missedHeartbeat) {

  public StateError(@Nullable String name, @Nullable String cause) {
    this(name, cause, false);
  }

  public static StateError timeout() {
    return new StateError(ErrorName.TIMEOUT, null, false);
  }

  public static StateError heartbeatTimeout() {
    return new StateError(ErrorName.TIMEOUT, null, true);
  }

  /** The cause as a catcher sees it: a time-out's is an empty text. */
  public @Nullable String caughtCause() {
    return cause == null && ErrorName.TIMEOUT.equals(name) ? "" : cause;
  }
}

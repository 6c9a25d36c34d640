package dev.longshore.run;

import java.time.Instant;
import java.util.Optional;

/** Where a member stands on its way from opened to final. */
public sealed interface Phase {

  /** Opened; nobody has looked at it yet. */
  record Queued() implements Phase {}

  /** It waits for a place under its job's limit and holds a WAITER. */
  record Waiting() implements Phase {}

  /** It may start an attempt now. */
  record Admitted() implements Phase {}

  /**
   * It may start an attempt from {@code until} on.
   *
   * @param paced whether its place in the launch rate is already taken
   */
  record BackingOff(Instant until, boolean paced) implements Phase {}

  /**
   * Its attempt is written; whether ECS has taken the request is not known.
   *
   * @param notBefore when the same request may be sent next
   */
  record Launching(Attempt attempt, Instant notBefore) implements Phase {}

  /** ECS has its task. */
  record Open(Attempt attempt) implements Phase {}

  /**
   * It has ended.
   *
   * @param reason why so, for people
   */
  record Final(RunState state, String reason, Instant at) implements Phase {}

  /** The attempt that is not closed, if there is one. */
  default Optional<Attempt> openAttempt() {
    return switch (this) {
      case Launching(var attempt, _) -> Optional.of(attempt);
      case Open(var attempt) -> Optional.of(attempt);
      case Queued _, Waiting _, Admitted _, BackingOff _, Final _ -> Optional.empty();
    };
  }
}

package dev.longshore.run;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The state machine's latest entry into its Attempt state, and how it can be answered.
 *
 * @param enteredAt with {@code redrives} before and {@code retryCount} after it, tells entries
 *     apart: a later one replaces an earlier one, never the other way
 * @param redrives how often a person has redriven the execution: the state that it then enters
 *     again may count as entered when it was at first, and its retries begin anew
 * @param execution the ARN of the execution that waits
 * @param token what it waits with; null once answered
 * @param refused whether Step Functions no longer took the token
 */
public record StateEntry(
    Instant enteredAt,
    int redrives,
    int retryCount,
    String execution,
    @Nullable String token,
    boolean refused) {

  private static final Comparator<StateEntry> BY_TIME =
      Comparator.comparingInt(StateEntry::redrives)
          .thenComparing(StateEntry::enteredAt)
          .thenComparingInt(StateEntry::retryCount);

  /** An entry of an execution that was never redriven. */
  public StateEntry(
      Instant enteredAt,
      int retryCount,
      String execution,
      @Nullable String token,
      boolean refused) {
    this(enteredAt, 0, retryCount, execution, token, refused);
  }

  boolean isLaterThan(StateEntry other) {
    return BY_TIME.compare(this, other) > 0;
  }

  /** Whether it is the same try of the same entry. */
  public boolean isSameAs(StateEntry other) {
    return BY_TIME.compare(this, other) == 0;
  }

  /** The token, if an answer to it may still be taken. */
  public @Nullable String liveToken() {
    return refused ? null : token;
  }

  StateEntry answered() {
    return new StateEntry(enteredAt, redrives, retryCount, execution, null, false);
  }

  StateEntry withTokenRefused() {
    return new StateEntry(enteredAt, redrives, retryCount, execution, token, true);
  }
}

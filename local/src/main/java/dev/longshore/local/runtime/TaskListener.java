package dev.longshore.local.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Hears of one task: either {@link #neverStarted} alone, or {@link #started} and then {@link
 * #exited}, each once, in this order. What it does delays the task that it hears of, and no other.
 */
public interface TaskListener {

  void started();

  /** The program could not be started; {@code reason} is one line for the job's owner. */
  void neverStarted(String reason);

  /**
   * The program has ended.
   *
   * @param code its exit code; 128 + the signal's number where a signal ended it, as Docker counts;
   *     255 where it could not be learnt, as containerd gives it
   */
  void exited(int code);

  /**
   * The program has ended in a way that takes more to tell; instead of {@link #exited}.
   *
   * @param code null where the exit code was lost
   * @param reason what is said of the container, such as that it ran out of memory
   */
  default void ended(@Nullable Integer code, String reason) {
    if (code == null) {
      neverStarted(reason);
    } else {
      exited(code);
    }
  }
}

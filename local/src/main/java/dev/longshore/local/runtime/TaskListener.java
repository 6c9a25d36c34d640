package dev.longshore.local.runtime;

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
}

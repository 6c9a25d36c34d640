package dev.longshore.local.runtime;

/**
 * Hears of one task: either {@link #neverStarted} alone, or {@link #started} and then {@link
 * #exited}.
 */
public interface TaskListener {

  void started();

  /** The program could not be started; {@code reason} is one line for the job's owner. */
  void neverStarted(String reason);

  /**
   * The program has ended.
   *
   * @param code its exit code; 128 + the signal's number where a signal ended it, as Docker counts
   */
  void exited(int code);
}

package dev.longshore.local.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted task does.
 *
 * @param neverStarted why it never starts; null if it does
 * @param runs how long it runs by itself
 * @param exitCode what it then exits with
 * @param exitOnTerm what it exits with when it is asked to end; null if it does not heed that
 * @param cpus how many CPUs it keeps busy
 * @param logsPerSecond bytes
 */
public record Script(
    @Nullable String neverStarted,
    Duration runs,
    int exitCode,
    @Nullable Integer exitOnTerm,
    double cpus,
    long logsPerSecond) {

  /** Longer than anybody looks. */
  private static final Duration EVER = Duration.ofDays(3650);

  private static final int TERMINATED = 143;

  /** It works for a while and exits. */
  public static Script exits(int code, Duration after) {
    return new Script(null, after, code, TERMINATED, 1, 100);
  }

  /** It works, and when asked to end it does, with {@code code}. */
  public static Script worksUntilAsked(int code) {
    return new Script(null, EVER, 0, code, 1, 100);
  }

  /** It does nothing, says nothing and does not end. */
  public static Script hangs() {
    return new Script(null, EVER, 0, TERMINATED, 0, 0);
  }

  /** It cannot be started. */
  public static Script neverStarts(String reason) {
    return new Script(reason, Duration.ZERO, 0, null, 0, 0);
  }

  /** The same, but silent. */
  public Script silent() {
    return new Script(neverStarted, runs, exitCode, exitOnTerm, cpus, 0);
  }

  /** The same, but deaf to being asked to end. */
  public Script stubborn() {
    return new Script(neverStarted, runs, exitCode, null, cpus, logsPerSecond);
  }
}

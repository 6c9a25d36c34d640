package dev.longshore.simulation.cloud;

import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task does.
 *
 * @param neverStarted why it never starts; null if it does
 * @param runs how long it runs by itself
 * @param exitCode what it then exits with
 * @param exitOnTerm what it exits with when it is asked to end; null if it does not heed that
 * @param losesExitCode whether nobody learns what it exits with when it is asked to end
 * @param outOfMemory whether memory is what ends it
 * @param cpus how many CPUs it keeps busy
 * @param logsPerSecond bytes
 */
record Behaviour(
    @Nullable String neverStarted,
    Duration runs,
    int exitCode,
    @Nullable Integer exitOnTerm,
    boolean losesExitCode,
    boolean outOfMemory,
    double cpus,
    long logsPerSecond) {

  private static final Duration EVER = Duration.ofDays(365);
  private static final int TERMINATED = 143;
  private static final int KILLED = 137;
  private static final List<Integer> EXIT_CODES = List.of(1, 2, 64, 75, 126, 137, 139, 143, 255);
  private static final List<String> REASONS =
      List.of(
          "CannotPullContainerError: pull image manifest has been retried 5 time(s): i/o timeout",
          "CannotPullContainerError: manifest for orders:9 not found",
          "ResourceInitializationError: unable to pull secrets or registry auth",
          "Timeout waiting for network interface provisioning to complete.",
          "Timeout waiting for EphemeralStorage provisioning to complete.",
          "Rate limit exceeded while preparing network interface to be attached to instance",
          "CannotStartContainerError: no such file or directory");
  private static final String UNAVAILABLE = "Capacity is unavailable at this time.";

  /** What a task does that is disturbed by nothing, or by whatever strikes it. */
  static Behaviour of(Duration work, Chances chances) {
    var shortage = chances.strike(Fault.LATE_SHORTAGE);
    var neverStarts = chances.strike(Fault.NEVER_STARTS);
    if (shortage.isPresent()) {
      return neverStarting(UNAVAILABLE);
    }
    if (neverStarts.isPresent()) {
      return neverStarting(REASONS.get(neverStarts.get().nextInt(REASONS.size())));
    }
    var code =
        chances
            .strike(Fault.EXIT_CODE)
            .map(detail -> EXIT_CODES.get(detail.nextInt(EXIT_CODES.size())))
            .orElse(0);
    var hangs = chances.strike(Fault.HANG).isPresent();
    var isSilent = chances.strike(Fault.SILENT).isPresent();
    var memory = chances.strike(Fault.OUT_OF_MEMORY).isPresent();
    var isDeaf = chances.strike(Fault.DEAF).isPresent();
    var zeroOnTerm = chances.strike(Fault.ZERO_ON_TERM).isPresent();
    var losesCode = chances.strike(Fault.EXIT_CODE_LOST).isPresent();
    Integer onTerm = zeroOnTerm ? 0 : TERMINATED;
    return new Behaviour(
        null,
        hangs ? EVER : work,
        memory ? KILLED : code,
        isDeaf ? null : onTerm,
        losesCode,
        memory,
        hangs ? 0 : 1,
        hangs || isSilent ? 0 : 100);
  }

  private static Behaviour neverStarting(String reason) {
    return new Behaviour(reason, Duration.ZERO, 0, null, false, false, 0, 0);
  }

  boolean isSilent() {
    return logsPerSecond == 0;
  }

  boolean isHanging() {
    return neverStarted == null && cpus == 0;
  }
}

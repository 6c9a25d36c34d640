package dev.longshore.simulation.cloud;

import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a task does.
 *
 * @param neverStarted why it never starts; null if it does
 * @param runs how long it runs by itself
 * @param exitCode what it then exits with
 * @param exitOnTerm what it exits with when it is asked to end; null if it does not heed that
 * @param losesExitCode whether nobody learns what it exits with when it is asked to end
 * @param outOfMemory what ECS says of its memory, which ends it; null if that does not
 * @param cpus how many CPUs it keeps busy
 * @param logsPerSecond bytes
 */
record Behaviour(
    @Nullable String neverStarted,
    Duration runs,
    int exitCode,
    @Nullable Integer exitOnTerm,
    boolean losesExitCode,
    @Nullable String outOfMemory,
    double cpus,
    long logsPerSecond) {

  private static final Duration EVER = Duration.ofDays(365);
  private static final int TERMINATED = 143;
  private static final int KILLED = 137;
  private static final List<Integer> EXIT_CODES = List.of(1, 2, 64, 75, 126, 137, 139, 143, 255);

  /** Once its image is being pulled, what keeps a container from starting. */
  private static final List<String> REASONS =
      List.of(
          "CannotPullContainerError: pull image manifest has been retried 5 time(s): i/o timeout",
          "CannotPullContainerError: pull image manifest has been retried 1 time(s): EOF",
          "CannotPullContainerError: manifest for orders:9 not found",
          "CannotPullContainerError: toomanyrequests: You have reached your pull rate limit",
          "CannotPullContainerError: write /var/lib/containerd: no space left on device",
          "CannotPullContainerError: image manifest does not contain descriptor matching platform"
              + " 'linux/arm64'",
          "ResourceInitializationError: unable to pull secrets or registry auth",
          "CannotCreateContainerError: mount callback failed",
          "CannotStartContainerError: no such file or directory",
          "DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s",
          "InternalError: failed to start the container");

  /** How ECS has told of memory; its spelling varies. */
  private static final List<String> MEMORY_REASONS =
      List.of(
          "OutOfMemoryError: container killed due to memory usage",
          "OutOfMemory: Container killed due to memory usage",
          "outofmemoryerror: container killed due to Memory Usage");

  /** What a task does that is disturbed by nothing, or by whatever strikes it. */
  static Behaviour of(Duration work, Chances chances) {
    var neverStarts = chances.strike(Fault.NEVER_STARTS);
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
    var memory = chances.strike(Fault.OUT_OF_MEMORY);
    var isDeaf = chances.strike(Fault.DEAF).isPresent();
    var zeroOnTerm = chances.strike(Fault.ZERO_ON_TERM).isPresent();
    var losesCode = chances.strike(Fault.EXIT_CODE_LOST).isPresent();
    Integer onTerm = zeroOnTerm ? 0 : TERMINATED;
    var behaviour =
        new Behaviour(
            null,
            hangs ? EVER : work,
            code,
            isDeaf ? null : onTerm,
            losesCode,
            null,
            hangs ? 0 : 1,
            hangs || isSilent ? 0 : 100);
    return memory.map(detail -> behaviour.outOfMemory(work, detail)).orElse(behaviour);
  }

  private Behaviour outOfMemory(Duration work, RandomGenerator detail) {
    return new Behaviour(
        null,
        Duration.ofMillis(1 + (long) (work.toMillis() * detail.nextDouble())),
        detail.nextInt(4) == 0 ? 1 : KILLED,
        exitOnTerm,
        losesExitCode,
        MEMORY_REASONS.get(detail.nextInt(MEMORY_REASONS.size())),
        cpus,
        logsPerSecond);
  }

  private static Behaviour neverStarting(String reason) {
    return new Behaviour(reason, Duration.ZERO, 0, null, false, null, 0, 0);
  }

  boolean isSilent() {
    return logsPerSecond == 0;
  }

  boolean isHanging() {
    return neverStarted == null && cpus == 0;
  }
}

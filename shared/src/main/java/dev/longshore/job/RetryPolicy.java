package dev.longshore.job;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How often a member is tried again, counted apart by what ended the attempt.
 *
 * @param attempts how often the job itself may run to a failure, the first time included
 * @param backoff the bound of the first wait
 * @param rate what the bound grows by from one retry to the next
 * @param max where the bound stops growing
 * @param interruptions retries after Spot interruptions and lost tasks
 * @param launches retries after tasks that never started
 * @param outOfMemory retries after the job ran out of memory
 * @param retryExitCodes where not empty, the only exit codes that are retried
 * @param failExitCodes exit codes that are never retried
 * @param retryReasons globs over the reason that ECS gave; a match is retried whatever the exit
 *     code
 */
public record RetryPolicy(
    int attempts,
    Duration backoff,
    double rate,
    Duration max,
    int interruptions,
    int launches,
    int outOfMemory,
    Set<Integer> retryExitCodes,
    Set<Integer> failExitCodes,
    List<String> retryReasons) {

  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          1,
          Duration.ofSeconds(30),
          2,
          Duration.ofMinutes(10),
          5,
          10,
          0,
          Set.of(),
          Set.of(),
          List.of());

  /** A policy that nobody changes: its lists and sets are copies. */
  public RetryPolicy {
    retryExitCodes = Set.copyOf(retryExitCodes);
    failExitCodes = Set.copyOf(failExitCodes);
    retryReasons = List.copyOf(retryReasons);
  }
}

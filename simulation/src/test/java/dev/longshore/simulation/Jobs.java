package dev.longshore.simulation;

import dev.longshore.job.Architecture;
import dev.longshore.job.CapacityPolicy;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.job.Overlap;
import dev.longshore.job.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Jobs to simulate. */
final class Jobs {

  /** The most retries of a kind that a job file can ask for. */
  static final int RETRIES_MAX = 100;

  private Jobs() {}

  /** A job that is tried so often after each kind of failure, and takes its time. */
  static Job patient(int retries) {
    var retry =
        new RetryPolicy(
            retries,
            Duration.ofMinutes(1),
            2,
            Duration.ofHours(1),
            retries,
            retries,
            retries,
            Set.of(),
            Set.of(),
            List.of());
    return new Job(
        new JobName("patient"),
        null,
        "image:1",
        List.of("work"),
        FargateSize.DEFAULT,
        Architecture.X86_64,
        Job.EPHEMERAL_STORAGE_DEFAULT,
        List.of(),
        false,
        new TreeMap<>(),
        new TreeMap<>(),
        new CapacityPolicy(CapacityPolicy.Spot.ONLY, 1),
        retry,
        Duration.ofDays(14),
        Duration.ofHours(1),
        null,
        null,
        false,
        Overlap.ALLOW,
        new TreeMap<>(),
        null,
        null,
        List.of(),
        List.of(),
        new TreeMap<>());
  }
}

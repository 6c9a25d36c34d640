package dev.longshore.local;

import dev.longshore.job.Architecture;
import dev.longshore.job.CapacityPolicy;
import dev.longshore.job.FargateSize;
import dev.longshore.job.IdlePolicy;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.job.Overlap;
import dev.longshore.job.Parameter;
import dev.longshore.job.RetryPolicy;
import dev.longshore.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jobs to test with: each with the defaults of a job file, but for what a test says. */
record TestJobs(
    String name,
    RetryPolicy retry,
    Duration timeout,
    @Nullable IdlePolicy idle,
    @Nullable Overlap overlap,
    @Nullable Integer concurrency,
    List<Schedule> schedules,
    boolean queued) {

  static TestJobs job(String name) {
    return new TestJobs(
        name, RetryPolicy.DEFAULT, Job.TIMEOUT_DEFAULT, null, null, null, List.of(), false);
  }

  TestJobs attempts(int attempts) {
    var policy =
        new RetryPolicy(
            attempts,
            Duration.ofSeconds(30),
            2,
            Duration.ofMinutes(10),
            5,
            10,
            0,
            Set.of(),
            Set.of(),
            List.of());
    return new TestJobs(name, policy, timeout, idle, overlap, concurrency, schedules, queued);
  }

  TestJobs timeout(Duration other) {
    return new TestJobs(name, retry, other, idle, overlap, concurrency, schedules, queued);
  }

  TestJobs idle(Duration after) {
    return new TestJobs(
        name,
        retry,
        timeout,
        new IdlePolicy(after, 2, IdlePolicy.Signal.BOTH),
        overlap,
        concurrency,
        schedules,
        queued);
  }

  TestJobs overlap(Overlap other) {
    return new TestJobs(name, retry, timeout, idle, other, concurrency, schedules, queued);
  }

  TestJobs concurrency(int other) {
    return new TestJobs(name, retry, timeout, idle, overlap, other, schedules, queued);
  }

  TestJobs schedules(Schedule... all) {
    return new TestJobs(name, retry, timeout, idle, overlap, concurrency, List.of(all), queued);
  }

  /** With a queue, whose messages are of the form {"n": 1}. */
  TestJobs withQueue() {
    return new TestJobs(name, retry, timeout, idle, overlap, concurrency, schedules, true);
  }

  Job build() {
    return new Job(
        new JobName(name),
        null,
        "image:1",
        List.of("work"),
        FargateSize.DEFAULT,
        Architecture.X86_64,
        Job.EPHEMERAL_STORAGE_DEFAULT,
        schedules,
        queued,
        new TreeMap<>(),
        new TreeMap<>(),
        CapacityPolicy.DEFAULT,
        retry,
        timeout,
        Job.START_TIMEOUT_DEFAULT,
        null,
        idle,
        false,
        overlap,
        parameters(),
        concurrency,
        null,
        List.of(),
        List.of(),
        new TreeMap<>());
  }

  private SortedMap<String, Parameter> parameters() {
    return queued
        ? new TreeMap<>(Map.of("n", new Parameter(Parameter.Type.INTEGER, null, true, null)))
        : new TreeMap<>();
  }
}

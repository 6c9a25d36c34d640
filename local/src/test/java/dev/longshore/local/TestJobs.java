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
public final class TestJobs {

  private final String name;
  private final SortedMap<String, String> environment = new TreeMap<>();
  private final SortedMap<String, String> secrets = new TreeMap<>();
  private List<String> command = List.of("work");
  private List<Schedule> schedules = List.of();
  private RetryPolicy retry = RetryPolicy.DEFAULT;
  private Duration timeout = Job.TIMEOUT_DEFAULT;
  private @Nullable Duration stopTimeout;
  private @Nullable IdlePolicy idle;
  private @Nullable Overlap overlap;
  private @Nullable Integer concurrency;
  private boolean queued;

  private TestJobs(String name) {
    this.name = name;
  }

  public static TestJobs job(String name) {
    return new TestJobs(name);
  }

  public TestJobs command(String... words) {
    command = List.of(words);
    return this;
  }

  public TestJobs environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public TestJobs secret(String variable, String arn) {
    secrets.put(variable, arn);
    return this;
  }

  public TestJobs attempts(int attempts) {
    retry =
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
    return this;
  }

  public TestJobs timeout(Duration other) {
    timeout = other;
    return this;
  }

  public TestJobs stopTimeout(Duration other) {
    stopTimeout = other;
    return this;
  }

  public TestJobs idle(Duration after) {
    idle = new IdlePolicy(after, 2, IdlePolicy.Signal.BOTH);
    return this;
  }

  public TestJobs overlap(Overlap other) {
    overlap = other;
    return this;
  }

  public TestJobs concurrency(int other) {
    concurrency = other;
    return this;
  }

  public TestJobs schedules(Schedule... all) {
    schedules = List.of(all);
    return this;
  }

  /** With a queue, whose messages are of the form {"n": 1}. */
  public TestJobs withQueue() {
    queued = true;
    return this;
  }

  public Job build() {
    return new Job(
        new JobName(name),
        null,
        "image:1",
        command,
        FargateSize.DEFAULT,
        Architecture.X86_64,
        Job.EPHEMERAL_STORAGE_DEFAULT,
        schedules,
        queued,
        environment,
        secrets,
        CapacityPolicy.DEFAULT,
        retry,
        timeout,
        Job.START_TIMEOUT_DEFAULT,
        stopTimeout,
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

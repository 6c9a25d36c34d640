package dev.longshore.simulation.workload;

import dev.longshore.job.Architecture;
import dev.longshore.job.CapacityPolicy;
import dev.longshore.job.FargateSize;
import dev.longshore.job.IdlePolicy;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.job.Overlap;
import dev.longshore.job.Parameter;
import dev.longshore.job.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes jobs of every kind by chance. */
final class JobMix {

  private static final int JOBS_MIN = 3;
  private static final int JOBS_MAX = 6;
  private static final int BURST_ONE_IN = 12;
  private static final List<Kind> USUAL = List.of(Kind.SCHEDULED, Kind.QUEUED, Kind.MANUAL);
  private static final List<FargateSize> SIZES =
      List.of(
          new FargateSize(256, 512),
          new FargateSize(256, 1024),
          new FargateSize(512, 1024),
          new FargateSize(1024, 2048));

  private final RandomGenerator random;

  JobMix(RandomGenerator random) {
    this.random = random;
  }

  /** What triggers a job. */
  enum Kind {
    SCHEDULED,
    QUEUED,
    MANUAL,
    /** By many at once, and nothing limits it. */
    BURST
  }

  /** A job with what triggers it. */
  record Triggered(Job job, Kind kind) {}

  List<Triggered> jobs() {
    var jobs = new ArrayList<Triggered>();
    var count = random.nextInt(JOBS_MIN, JOBS_MAX + 1);
    for (var i = 0; i < count; i++) {
      var kind = USUAL.get(i % USUAL.size());
      jobs.add(new Triggered(job("%s-%d".formatted(word(kind), i), kind), kind));
    }
    if (oneIn(BURST_ONE_IN)) {
      jobs.add(new Triggered(job("backlog-" + count, Kind.BURST), Kind.BURST));
    }
    return jobs;
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case SCHEDULED -> "nightly";
      case QUEUED -> "order";
      case MANUAL -> "report";
      case BURST -> "backlog";
    };
  }

  /** A job that a later deploy adds. */
  Job added(String name) {
    return job(name, Kind.MANUAL);
  }

  private Job job(String name, Kind kind) {
    var parameters = new TreeMap<String, Parameter>();
    if (kind == Kind.QUEUED) {
      parameters.put("n", new Parameter(Parameter.Type.INTEGER, null, true, null));
    }
    return new Job(
        new JobName(name),
        null,
        "image:1",
        List.of("work"),
        pick(SIZES),
        pick(List.of(Architecture.values())),
        oneIn(4) ? 40 : Job.EPHEMERAL_STORAGE_DEFAULT,
        List.of(),
        kind == Kind.QUEUED,
        new TreeMap<>(),
        new TreeMap<>(),
        capacity(),
        retry(),
        minutes(5, 40),
        minutes(3, 10),
        oneIn(2) ? null : Duration.ofSeconds(random.nextInt(2, 121)),
        oneIn(3) ? idle() : null,
        oneIn(6),
        overlap(kind),
        parameters,
        kind == Kind.BURST || oneIn(2) ? null : Integer.valueOf(random.nextInt(1, 4)),
        oneIn(4) ? 4096 : null,
        List.of(),
        List.of(),
        new TreeMap<>());
  }

  private CapacityPolicy capacity() {
    var spot =
        oneIn(2) ? CapacityPolicy.Spot.PREFERRED : pick(List.of(CapacityPolicy.Spot.values()));
    return new CapacityPolicy(spot, random.nextInt(0, 4));
  }

  private RetryPolicy retry() {
    return new RetryPolicy(
        random.nextInt(1, 4),
        Duration.ofSeconds(random.nextInt(1, 60)),
        2,
        minutes(1, 10),
        random.nextInt(0, 5),
        random.nextInt(1, 7),
        random.nextInt(0, 3),
        oneIn(5) ? Set.of(75, 2) : Set.of(),
        oneIn(5) ? Set.of(64) : Set.of(),
        List.of());
  }

  private IdlePolicy idle() {
    return new IdlePolicy(minutes(4, 9), 2, pick(List.of(IdlePolicy.Signal.values())));
  }

  private @Nullable Overlap overlap(Kind kind) {
    return switch (kind) {
      case QUEUED -> pick(List.of(Overlap.QUEUE, Overlap.ALLOW));
      case BURST -> Overlap.ALLOW;
      case SCHEDULED, MANUAL -> oneIn(5) ? null : pick(List.of(Overlap.values()));
    };
  }

  /** The job as a later deploy has it. */
  Job changed(Job job) {
    return new Job(
        job.name(),
        job.description(),
        "image:" + random.nextInt(2, 1000),
        job.command(),
        pick(SIZES),
        job.architecture(),
        job.ephemeralStorage(),
        job.schedules(),
        job.queued(),
        job.environment(),
        job.secrets(),
        capacity(),
        retry(),
        minutes(5, 40),
        job.startTimeout(),
        job.stopTimeout(),
        job.idle(),
        job.completesOnTerm(),
        job.overlap(),
        job.parameters(),
        job.concurrency() == null ? null : Integer.valueOf(random.nextInt(1, 4)),
        job.memoryCeiling(),
        job.permissions(),
        job.volumes(),
        job.tags());
  }

  private Duration minutes(int from, int to) {
    return Duration.ofMinutes(random.nextInt(from, to + 1));
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

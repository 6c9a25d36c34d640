package dev.longshore.simulation.workload;

import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.simulation.cloud.SimulatedCloud;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.workload.JobMix.Kind;
import dev.longshore.simulation.workload.JobMix.Triggered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What people, schedules, queues and deploys do to a cloud for a while. */
public final class Workload {

  /** How long new triggers come. */
  public static final Duration WINDOW = Duration.ofMinutes(150);

  private static final Duration DEPLOY_SLOT = Duration.ofMinutes(30);
  private static final int ADDED_ONE_IN = 3;
  private static final long WORK_MIN_MILLIS = 20_000;
  private static final double WORK_GROWTH = 90;

  private final List<Triggered> jobs;
  private final JobMix mix;
  private final Chances chances;
  private final RandomGenerator random;
  private final RandomGenerator works;

  private Workload(List<Triggered> jobs, JobMix mix, Chances chances, RandomGenerator random) {
    this.jobs = jobs;
    this.mix = mix;
    this.chances = chances;
    this.random = random;
    this.works = chances.stream(5);
  }

  /** The workload that follows from the seed. */
  public static Workload of(Chances chances) {
    var random = chances.stream(0);
    var mix = new JobMix(random);
    return new Workload(mix.jobs(), mix, chances, random);
  }

  public List<Job> jobs() {
    return jobs.stream().map(Triggered::job).toList();
  }

  /** How long a task works, if nothing disturbs it: ours from seconds to half an hour. */
  public Duration work(String startedBy) {
    return Strangers.isOne(startedBy)
        ? Strangers.work()
        : Duration.ofMillis((long) (WORK_MIN_MILLIS * Math.pow(WORK_GROWTH, works.nextDouble())));
  }

  /** Has everything happen to {@code cloud}, from now on, and answers who does it. */
  public Triggers start(SimulatedCloud cloud) {
    var triggers = new Triggers(cloud, chances, random);
    var start = cloud.loop().now();
    for (var triggered : jobs) {
      switch (triggered.kind()) {
        case SCHEDULED -> schedule(triggers, triggered.job(), start);
        case QUEUED -> send(cloud, triggers, triggered.job(), start);
        case MANUAL -> request(triggers, triggered.job(), start);
        case BURST -> burst(triggers, triggered.job(), start);
      }
    }
    new Strangers(cloud, chances.stream(3)).start(jobs.getFirst().job());
    new Hands(cloud, triggers, chances).start();
    planDeploys(cloud, triggers, start);
    return triggers;
  }

  private void schedule(Triggers triggers, Job job, Instant start) {
    var period = Duration.ofMinutes(random.nextInt(7, 40));
    var end = start.plus(WINDOW);
    for (var time = start.plus(period); time.isBefore(end); time = time.plus(period)) {
      triggers.fireAt(job, time);
    }
  }

  private void send(SimulatedCloud cloud, Triggers triggers, Job job, Instant start) {
    cloud.serveQueue(job.name().value());
    var batches = random.nextInt(1, 4);
    for (var i = 0; i < batches; i++) {
      triggers.sendAt(job, random.nextInt(1, 8), moment(start));
    }
  }

  private void request(Triggers triggers, Job job, Instant start) {
    var requests = random.nextInt(2, 8);
    for (var i = 0; i < requests; i++) {
      triggers.requestAt(job, moment(start));
    }
  }

  private void burst(Triggers triggers, Job job, Instant start) {
    var at = moment(start);
    var runs = random.nextInt(30, 100);
    for (var i = 0; i < runs; i++) {
      triggers.requestAt(job, at);
    }
  }

  private Instant moment(Instant start) {
    return start.plusMillis(random.nextLong(WINDOW.toMillis()));
  }

  private void planDeploys(SimulatedCloud cloud, Triggers triggers, Instant start) {
    var end = start.plus(WINDOW);
    for (var slot = start; slot.isBefore(end); slot = slot.plus(DEPLOY_SLOT)) {
      var from = slot;
      chances
          .strike(Fault.DEPLOY)
          .ifPresent(detail -> {
            var at = from.plusMillis(detail.nextLong(DEPLOY_SLOT.toMillis()));
            var next = deployed(detail);
            if (detail.nextInt(ADDED_ONE_IN) == 0) {
              var job = mix.added("late-" + Duration.between(start, from).toMinutes());
              next.add(job);
              triggers.requestAt(job, at.plusSeconds(detail.nextInt(600)));
            }
            var _ = cloud.loop().at(at, () -> cloud.deploy(next));
          });
    }
  }

  /** Some jobs as they are, some changed, some gone until the next deploy. */
  private List<Job> deployed(RandomGenerator detail) {
    var next = new ArrayList<Job>();
    for (var triggered : jobs) {
      switch (detail.nextInt(4)) {
        case 0 -> {}
        case 1 -> next.add(mix.changed(triggered.job()));
        default -> next.add(triggered.job());
      }
    }
    return next;
  }

  /** What kinds of jobs there are, for those who read a trace. */
  public List<String> describe() {
    return jobs.stream()
        .map(triggered -> word(triggered.kind()) + " " + JobCodec.encode(triggered.job()))
        .toList();
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}

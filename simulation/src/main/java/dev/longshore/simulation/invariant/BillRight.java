package dev.longshore.simulation.invariant;

import dev.longshore.cost.PriceTable;
import dev.longshore.cost.PriceTable.Rate;
import dev.longshore.job.Architecture;
import dev.longshore.job.Capacity;
import dev.longshore.job.Job;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the ledger says that an attempt cost is what AWS bills for its task, by arithmetic that is
 * done here; of a task whose end was not seen it is at least that. No task goes unaccounted.
 */
record BillRight(PriceTable prices) implements Invariant {

  private static final String REGION = "us-east-1";
  private static final int FREE_STORAGE_GIB = 20;
  private static final BigDecimal UNITS = BigDecimal.valueOf(1024);
  private static final BigDecimal MILLIS_AN_HOUR =
      BigDecimal.valueOf(Duration.ofHours(1).toMillis());
  private static final long SECOND = 1000;
  private static final long SECONDS_MIN = 60;

  BillRight() {
    this(PriceTable.shipped());
  }

  @Override
  public Stream<Violation> violations(World world) {
    var found = new ArrayList<Violation>();
    var accounted = new HashSet<String>();
    for (var run : world.runs()) {
      for (var attempt : run.member().past()) {
        if (attempt.taskArn() != null) {
          accounted.add(attempt.taskArn());
        }
        judge(run, attempt, world, found);
      }
    }
    for (var task : world.ownTasks()) {
      if (!accounted.contains(task.arn()) && !isLost(task, world)) {
        found.add(violation(task.run(), task.launchedAt(), task.arn() + " is in nobody's bill"));
      }
    }
    return found.stream();
  }

  /** The task of an attempt that was given up, or of no run at all. */
  private static boolean isLost(SeenTask task, World world) {
    var run = world.run(task.run());
    return run.isEmpty()
        || run.get().member().past().stream()
            .anyMatch(past -> past.n() == task.attempt() && past.outcome() == Outcome.LOST);
  }

  private void judge(Run run, PastAttempt attempt, World world, List<Violation> found) {
    var task = attempt.taskArn() == null ? null : world.tasks().get(attempt.taskArn());
    if (task == null || task.end() == null) {
      if (!attempt.bill().upperBound() && attempt.bill().seconds() > 0) {
        found.add(violation(run.id().value(), null, "billed without a task: " + attempt));
      }
      return;
    }
    var versions = world.jobs().getOrDefault(run.job().value(), List.of());
    var job = versions.getFirst();
    var expected = cost(task, job);
    var claimed = new BigDecimal(String.valueOf(attempt.bill().cost()));
    var isRight =
        attempt.bill().upperBound()
            ? claimed.compareTo(expected) >= 0
            : claimed.compareTo(expected) == 0;
    if (!isRight) {
      found.add(
          violation(
              run.id().value(),
              attempt.stoppedAt(),
              "attempt %d costs %s in the ledger and %s on the bill, upper bound %s"
                  .formatted(attempt.n(), claimed, expected, attempt.bill().upperBound())));
    }
  }

  /** Deploys of the simulation leave a job's architecture and storage as they are. */
  private BigDecimal cost(SeenTask task, Job job) {
    var end = task.end();
    if (end == null || end.pullStartedAt() == null) {
      return BigDecimal.ZERO.setScale(6);
    }
    var millis = Duration.between(end.pullStartedAt(), end.stoppedAt()).toMillis();
    var seconds = Math.max(SECONDS_MIN, (millis + SECOND - 1) / SECOND);
    var rate = rate(job.architecture(), task.capacity());
    var hourly =
        rate.vcpuHour()
            .multiply(BigDecimal.valueOf(task.cpu()).divide(UNITS))
            .add(rate.memoryHour().multiply(BigDecimal.valueOf(task.memory()).divide(UNITS)))
            .add(
                rate.storageHour()
                    .multiply(
                        BigDecimal.valueOf(
                            Math.max(0, job.ephemeralStorage() - FREE_STORAGE_GIB))));
    return hourly
        .multiply(BigDecimal.valueOf(seconds * SECOND))
        .divide(MILLIS_AN_HOUR, MathContext.DECIMAL128)
        .setScale(6, RoundingMode.HALF_UP);
  }

  private Rate rate(Architecture architecture, String provider) {
    var capacity = provider.equals("FARGATE_SPOT") ? Capacity.SPOT : Capacity.ON_DEMAND;
    return prices.rate(REGION, architecture, capacity).orElseThrow();
  }
}

package dev.longshore.simulation.forecast;

import dev.longshore.cost.Money;
import dev.longshore.job.Job;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the runs of one job as they end.
 *
 * <p>Mutable, and for one thread.
 */
final class JobTally {

  /** Ten-thousandths, in which shares are kept as whole numbers. */
  private static final double SHARES = 10_000;

  private static final long SECONDS_MIN = 60;

  private final Job job;
  private final JobPlan plan;
  private final Map<RunState, Long> states = new EnumMap<>(RunState.class);
  private final Samples startDelays = new Samples();
  private final Samples shares = new Samples();
  private long runs;
  private long attempts;
  private long interruptions;
  private long launchFailures;
  private Money cost = Money.ZERO;
  private Money onDemandCost = Money.ZERO;
  private Money waste = Money.ZERO;
  private long billedSeconds;
  private long wastedSeconds;
  private long minimumBilled;
  private long late;
  private Duration leastSlack = Duration.ofDays(Setting.DAYS_MAX);
  private @Nullable String rejection;

  JobTally(Job job, JobPlan plan) {
    this.job = job;
    this.plan = plan;
  }

  void opened() {
    runs++;
  }

  /** Takes in a run in its final state. */
  void ended(Run run) {
    states.merge(run.state(), 1L, Long::sum);
    run.member().past().forEach(this::add);
    var startedAt = RunRecord.startedAt(run);
    if (startedAt != null) {
      startDelays.add(Duration.between(run.trigger().time(), startedAt).toMillis());
    }
    if (run.state() == RunState.SUCCEEDED) {
      deadline(run.trigger())
          .ifPresent(deadline ->
              compare(
                  Duration.between(
                      run.trigger().time(), Objects.requireNonNull(RunRecord.endedAt(run))),
                  deadline));
    }
    if (run.state() == RunState.REJECTED && rejection == null) {
      rejection = RunRecord.reason(run);
    }
  }

  private void add(PastAttempt attempt) {
    attempts++;
    interruptions += attempt.outcome() == Outcome.INTERRUPTED ? 1 : 0;
    launchFailures += attempt.outcome() == Outcome.LAUNCH_FAILED ? 1 : 0;
    var bill = attempt.bill();
    var paid = Objects.requireNonNullElse(bill.cost(), Money.ZERO);
    cost = cost.plus(paid);
    onDemandCost = onDemandCost.plus(Objects.requireNonNullElse(bill.onDemandCost(), Money.ZERO));
    billedSeconds += bill.seconds();
    minimumBilled += bill.seconds() == SECONDS_MIN ? 1 : 0;
    if (attempt.outcome() != Outcome.SUCCEEDED) {
      waste = waste.plus(paid);
      wastedSeconds += bill.seconds();
    }
  }

  /** The plan's, or else the next firing of the job's schedules. */
  private Optional<Duration> deadline(Trigger trigger) {
    if (plan.deadline() != null) {
      return Optional.of(plan.deadline());
    }
    return trigger.type() == Trigger.Type.SCHEDULE
        ? nextFiring(trigger.time()).map(next -> Duration.between(trigger.time(), next))
        : Optional.empty();
  }

  private Optional<Instant> nextFiring(Instant after) {
    return job.schedules().stream()
        .flatMap(schedule -> schedule.next(after).stream())
        .map(ZonedDateTime::toInstant)
        .min(Instant::compareTo);
  }

  private void compare(Duration took, Duration deadline) {
    shares.add(Math.round(SHARES * took.toMillis() / deadline.toMillis()));
    var slack = deadline.minus(took);
    late += slack.isNegative() ? 1 : 0;
    leastSlack = slack.compareTo(leastSlack) < 0 ? slack : leastSlack;
  }

  /**
   * What has come of it.
   *
   * @param unfinished how many runs are still open
   */
  JobPrediction prediction(long unfinished) {
    return new JobPrediction(
        job,
        runs,
        Map.copyOf(states),
        unfinished,
        attempts,
        interruptions,
        launchFailures,
        cost,
        onDemandCost,
        waste,
        billedSeconds,
        wastedSeconds,
        minimumBilled,
        startDelays.size() == 0 ? null : Spread.of(startDelays),
        shares.size() == 0 ? null : deadlines(),
        rejection);
  }

  private Deadlines deadlines() {
    return new Deadlines(
        plan.deadline() == null,
        shares.size(),
        late,
        shares.percentile(0.5) / SHARES,
        shares.percentile(0.95) / SHARES,
        shares.max() / SHARES,
        leastSlack);
  }
}

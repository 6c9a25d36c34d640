package dev.longshore.simulation.forecast;

import dev.longshore.cost.Money;
import dev.longshore.job.Job;
import dev.longshore.run.RunState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one job in one variant.
 *
 * @param job as it is in the variant
 * @param runs that were triggered
 * @param states how many runs ended in each final state; none are left out
 * @param unfinished runs that had not ended when the forecast stopped waiting
 * @param attempts that were ended
 * @param interruptions attempts that AWS took the capacity of
 * @param launchFailures attempts whose task never ran
 * @param cost of all attempts
 * @param onDemandCost what the same seconds cost on demand
 * @param waste what was paid for attempts that did not succeed
 * @param billedSeconds of all attempts
 * @param wastedSeconds of those that did not succeed
 * @param minimumBilled attempts that worked less than the minute that is billed at least
 * @param startDelay from a run's trigger until its first task runs; null if none ever ran
 * @param deadlines null where there is none
 * @param rejection why the first rejected run was; null if none was
 */
public record JobPrediction(
    Job job,
    long runs,
    Map<RunState, Long> states,
    long unfinished,
    long attempts,
    long interruptions,
    long launchFailures,
    Money cost,
    Money onDemandCost,
    Money waste,
    long billedSeconds,
    long wastedSeconds,
    long minimumBilled,
    @Nullable Spread startDelay,
    @Nullable Deadlines deadlines,
    @Nullable String rejection) {

  /** How many runs ended in a state. */
  public long in(RunState state) {
    return states.getOrDefault(state, 0L);
  }

  /** Triggers that led to no work: overlap skipped them, or they were refused. */
  public long missed() {
    return in(RunState.SKIPPED) + in(RunState.REJECTED);
  }

  /** What Spot saved on the seconds that were bought. */
  public Money saved() {
    return onDemandCost.minus(cost);
  }
}

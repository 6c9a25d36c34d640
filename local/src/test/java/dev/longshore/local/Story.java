package dev.longshore.local;

import dev.longshore.admission.PaceLimit;
import dev.longshore.job.Capacity;
import dev.longshore.job.Job;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.runtime.Script;
import dev.longshore.orchestration.Settings;
import dev.longshore.run.AttemptKey;
import dev.longshore.states.StateMachine;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a virtual cloud is to live through.
 *
 * @param scripts what each attempt's task does
 * @param pace the rate of RunTask calls; null for no limit
 * @param launches the rates of launches
 */
record Story(
    Job job,
    Function<AttemptKey, Script> scripts,
    CapacityMarket market,
    @Nullable PaceLimit pace,
    Map<Capacity, PaceLimit> launches,
    StateMachine stateMachine) {

  /** A job and its tasks, with capacity for all of them. */
  static Story of(Job job, Function<AttemptKey, Script> scripts) {
    return new Story(job, scripts, CapacityMarket.CALM, null, Map.of(), TestStateMachines.SHIPPED);
  }

  Story in(CapacityMarket other) {
    return new Story(job, scripts, other, pace, launches, stateMachine);
  }

  Story pacedAt(@Nullable PaceLimit other) {
    return new Story(job, scripts, market, other, launches, stateMachine);
  }

  /** The same at the rates that AWS has by default. */
  Story pacedAsOnAws() {
    return new Story(job, scripts, market, Settings.AWS_CALLS, Settings.AWS_LAUNCHES, stateMachine);
  }

  Story on(StateMachine other) {
    return new Story(job, scripts, market, pace, launches, other);
  }
}

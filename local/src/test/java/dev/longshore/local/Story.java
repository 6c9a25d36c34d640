package dev.longshore.local;

import dev.longshore.admission.PaceLimit;
import dev.longshore.job.Job;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.runtime.Script;
import dev.longshore.run.AttemptKey;
import dev.longshore.states.StateMachine;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a virtual cloud is to live through.
 *
 * @param scripts what each attempt's task does
 * @param pace the rate of RunTask calls; null for no limit
 */
record Story(
    Job job,
    Function<AttemptKey, Script> scripts,
    CapacityMarket market,
    @Nullable PaceLimit pace,
    StateMachine stateMachine) {

  /** A job and its tasks, with capacity for all of them. */
  static Story of(Job job, Function<AttemptKey, Script> scripts) {
    return new Story(job, scripts, CapacityMarket.CALM, null, TestStateMachines.SHIPPED);
  }

  Story in(CapacityMarket other) {
    return new Story(job, scripts, other, pace, stateMachine);
  }

  Story pacedAt(@Nullable PaceLimit other) {
    return new Story(job, scripts, market, other, stateMachine);
  }

  Story on(StateMachine other) {
    return new Story(job, scripts, market, pace, other);
  }
}

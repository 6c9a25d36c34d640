package dev.longshore.states.interpreter;

import dev.longshore.states.interpreter.Timers.Timer;
import dev.longshore.states.query.QueryFunctions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What all executions of an interpreter share. */
record Services(
    InstantSource clock,
    Timers timers,
    RandomGenerator random,
    TaskResources resources,
    History history,
    QueryFunctions functions,
    OpenTokens tokens,
    EndedExecutions ended) {

  /** Is told of the end of each execution. */
  interface EndedExecutions {
    void add(Execution execution, ExecutionEnd end);
  }

  Instant now() {
    return clock.instant();
  }

  Timer soon(Runnable action) {
    return timers.at(now(), action);
  }

  Timer after(Duration delay, Runnable action) {
    return timers.at(now().plus(delay), action);
  }
}

package dev.longshore.states.interpreter;

import java.time.Instant;

/** Is told when an execution ends. The interpreter has forgotten the execution by then. */
@FunctionalInterface
public interface ExecutionListener {

  void ended(ExecutionArn execution, ExecutionEnd end, Instant startedAt, Instant stoppedAt);
}

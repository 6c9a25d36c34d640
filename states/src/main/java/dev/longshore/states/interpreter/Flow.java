package dev.longshore.states.interpreter;

import dev.longshore.states.StateMachine;
import dev.longshore.states.interpreter.Journal.HistoryFull;
import dev.longshore.states.query.QueryFailed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thread of control through the states of a machine, with its variables. (The branches of a
 * Parallel state and the items of a Map will be flows of their own.)
 *
 * <p>It moves in steps, each on the interpreter's own stack: what happens while a step is running
 * becomes the next step, everything else a step that the timers run.
 */
final class Flow {

  private final Execution execution;
  private final StateMachine machine;
  private final Object input;
  private final Map<String, Object> variables = new LinkedHashMap<>(0);
  private @Nullable Visit visit;
  private @Nullable Runnable next;
  private boolean isRunning;

  Flow(Execution execution, StateMachine machine, Object input) {
    this.execution = execution;
    this.machine = machine;
    this.input = input;
  }

  void begin() {
    enter(machine.startAt(), input);
  }

  /** Begins where another flow has ended. */
  void resume(RedrivePoint point) {
    if (point.state == null) {
      begin();
    } else {
      variables.putAll(point.variables);
      enter(point.state, point.stateInput);
    }
  }

  RedrivePoint redrivePoint(Object executionInput, int redrives) {
    var at = visit == null ? execution.startedAt() : visit.enteredAt();
    return new RedrivePoint(
        machine,
        execution.arn(),
        executionInput,
        execution.startedAt(),
        visit == null ? null : visit.state().name(),
        visit == null ? executionInput : visit.input(),
        at,
        variables,
        execution.journal().events(),
        redrives);
  }

  Execution execution() {
    return execution;
  }

  Map<String, Object> variables() {
    return variables;
  }

  /** Runs {@code step} as soon as possible, but not on the caller's stack. */
  void soon(Runnable step) {
    if (isRunning) {
      next = step;
    } else {
      execution.services().soon(() -> run(step));
    }
  }

  /** Runs {@code step} and all that follows from it without waiting. */
  void run(Runnable step) {
    isRunning = true;
    try {
      guard(step);
      while (next != null && execution.isOpen()) {
        var following = next;
        next = null;
        guard(following);
      }
    } finally {
      isRunning = false;
    }
  }

  /** Runs {@code step}, and has its failures end as errors of the state or of the execution. */
  void guard(Runnable step) {
    if (!execution.isOpen()) {
      return;
    }
    try {
      step.run();
    } catch (QueryFailed e) {
      var failed = visit;
      if (failed == null) {
        throw new IllegalStateException("only states evaluate expressions", e);
      }
      guard(() -> failed.evaluationFailed(e));
    } catch (HistoryFull e) {
      execution.fail(e.error());
    }
  }

  /** The current state has been left. */
  void leave(@Nullable String target, Object output, Map<String, Object> assigned) {
    variables.putAll(assigned);
    if (target == null) {
      execution.succeed(output);
    } else {
      next = () -> enter(target, output);
    }
  }

  private void enter(String state, Object stateInput) {
    visit = Visit.of(this, machine.state(state), stateInput);
    visit.begin();
  }

  void close() {
    next = null;
    if (visit != null) {
      visit.close();
    }
  }

  RunningExecution description() {
    if (visit == null) {
      var startedAt = execution.startedAt();
      return new RunningExecution(execution.arn(), startedAt, machine.startAt(), startedAt, 0);
    }
    return new RunningExecution(
        execution.arn(),
        execution.startedAt(),
        visit.state().name(),
        visit.enteredAt(),
        visit.retryCount());
  }
}

package dev.longshore.states.interpreter;

import dev.longshore.states.StateMachine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution was when it ended without success, for it to go on from there. It knows all
 * that an interpreter forgets of an execution that has ended.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Redriving
 *     executions</a>
 */
public final class RedrivePoint {

  final StateMachine machine;
  final ExecutionArn arn;
  final Object input;
  final Instant startedAt;
  final @Nullable String state;
  final Object stateInput;
  final Instant enteredAt;
  final Map<String, Object> variables;
  final int events;
  final int redrives;

  RedrivePoint(
      StateMachine machine,
      ExecutionArn arn,
      Object input,
      Instant startedAt,
      @Nullable String state,
      Object stateInput,
      Instant enteredAt,
      Map<String, Object> variables,
      int events,
      int redrives) {
    this.machine = machine;
    this.arn = arn;
    this.input = input;
    this.startedAt = startedAt;
    this.state = state;
    this.stateInput = stateInput;
    this.enteredAt = enteredAt;
    this.variables = new LinkedHashMap<>(variables);
    this.events = events;
    this.redrives = redrives;
  }

  /** Which execution this is of. */
  public ExecutionArn arn() {
    return arn;
  }
}

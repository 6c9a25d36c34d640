package dev.longshore.states.interpreter;

/**
 * The name of an execution, unique in the world.
 *
 * @param stateMachine the ARN of its state machine
 * @param name unique among the executions of the state machine
 */
public record ExecutionArn(String stateMachine, String name) {

  private static final String MACHINE = ":stateMachine:";
  private static final String EXECUTION = ":execution:";

  public ExecutionArn {
    if (!stateMachine.contains(MACHINE)) {
      throw new IllegalArgumentException("not the ARN of a state machine: " + stateMachine);
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an execution needs a name");
    }
  }

  /** The ARN that {@code text} is, as {@link #toString} writes it. */
  public static ExecutionArn parse(String text) {
    var end = text.lastIndexOf(':');
    if (!text.contains(EXECUTION) || end < text.indexOf(EXECUTION) + EXECUTION.length()) {
      throw new IllegalArgumentException("not the ARN of an execution: " + text);
    }
    return new ExecutionArn(
        text.substring(0, end).replace(EXECUTION, MACHINE), text.substring(end + 1));
  }

  /** The name of the state machine. */
  public String stateMachineName() {
    return stateMachine.substring(stateMachine.indexOf(MACHINE) + MACHINE.length());
  }

  /** As AWS writes it: {@code arn:aws:states:us-east-1:123456789012:execution:machine:name}. */
  @Override
  public String toString() {
    return stateMachine.replace(MACHINE, EXECUTION) + ':' + name;
  }
}

package dev.longshore.states.interpreter;

import dev.longshore.states.StateMachine;

/** Short ways to write definitions. */
final class Machines {

  private Machines() {}

  /** A machine of some states, beginning with {@code S}. */
  static StateMachine states(String states) {
    return StateMachine.parse(
        """
        {"QueryLanguage": "JSONata", "StartAt": "S", "States": {%s}}
        """
            .formatted(states));
  }

  /** A machine whose Task {@code S} calls a function; then comes the Succeed state {@code Done}. */
  static StateMachine task(String fields) {
    return task("lambda:invoke", fields);
  }

  /** The same, but the task waits for its token. */
  static StateMachine tokenTask(String fields) {
    return task("lambda:invoke.waitForTaskToken", fields);
  }

  private static StateMachine task(String resource, String fields) {
    return states(
        """
        "S": {"Type": "Task", "Resource": "arn:aws:states:::%s",
              "Arguments": {"FunctionName": "f", "Payload": "{%% $states.input %%}"},
              "Next": "Done"%s},
        "Done": {"Type": "Succeed"}
        """
            .formatted(resource, fields.isEmpty() ? "" : ", " + fields));
  }
}

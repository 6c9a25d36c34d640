package dev.longshore.local;

import dev.longshore.states.StateMachine;
import dev.longshore.states.Substitutions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The shipped state machine, and others that differ from it in their time-outs alone. */
final class TestStateMachines {

  static final StateMachine SHIPPED = LocalCloud.shippedStateMachine();

  /** A task token that lives for 100 seconds instead of a day. */
  static final StateMachine SHORT_TOKENS =
      changed("\"TimeoutSeconds\": 86400", "\"TimeoutSeconds\": 100");

  /** Executions that Step Functions ends after a minute and a half. */
  static final StateMachine SHORT_EXECUTIONS =
      changed("\"StartAt\": \"Attempt\"", "\"TimeoutSeconds\": 90, \"StartAt\": \"Attempt\"");

  private TestStateMachines() {}

  private static StateMachine changed(String text, String other) {
    var shipped = text();
    if (!shipped.contains(text)) {
      throw new IllegalStateException("the state machine does not have " + text);
    }
    return StateMachine.parse(
        Substitutions.apply(
            shipped.replace(text, other),
            Map.of("LaunchAttemptFunctionArn", Functions.LAUNCH, "EventBusName", "default")));
  }

  private static String text() {
    try (var file = LocalCloud.class.getResourceAsStream("/statemachines/run.asl.json")) {
      if (file == null) {
        throw new IllegalStateException("the state machine is not on the class path: build it");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

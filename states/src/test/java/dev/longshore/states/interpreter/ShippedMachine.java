package dev.longshore.states.interpreter;

import dev.longshore.states.StateMachine;
import dev.longshore.states.Substitutions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The state machine that the project ships. */
final class ShippedMachine {

  private static final Path RUN = Path.of("..", "statemachines", "run.asl.json");

  private ShippedMachine() {}

  static StateMachine run() {
    return StateMachine.parse(
        Substitutions.apply(
            text(RUN),
            Map.of(
                "LaunchAttemptFunctionArn",
                "arn:aws:lambda:us-east-1:123456789012:function:launch",
                "EventBusName",
                "bus")));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

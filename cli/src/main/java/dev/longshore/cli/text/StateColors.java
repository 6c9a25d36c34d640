package dev.longshore.cli.text;

import java.util.function.UnaryOperator;

/** The colours of states and outcomes, where the terminal shows colours. */
public final class StateColors {

  private static final String GREEN = "32";
  private static final String RED = "31";
  private static final String YELLOW = "33";
  private static final String BLUE = "34";
  private static final String GREY = "90";

  private StateColors() {}

  /** What colours the name of a state or an outcome, or leaves it as it is. */
  public static UnaryOperator<String> of(Terminal terminal) {
    return terminal.colors() ? StateColors::paint : UnaryOperator.identity();
  }

  private static String paint(String word) {
    var color =
        switch (word) {
          case "SUCCEEDED" -> GREEN;
          case "RUNNING" -> BLUE;
          case "WAITING", "CANCELLING", "INTERRUPTED", "LOST", "LAUNCH_FAILED", "START_TIMED_OUT" ->
              YELLOW;
          case "SKIPPED", "CANCELLED", "-" -> GREY;
          default -> RED;
        };
    return "\u001b[%sm%s\u001b[0m".formatted(color, word);
  }
}

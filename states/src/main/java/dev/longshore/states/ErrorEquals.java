package dev.longshore.states;

import java.util.List;

/**
 * The errors that a retrier or a catcher is for.
 *
 * @param names of errors, or the wildcards {@code States.ALL} and {@code States.TaskFailed}
 */
public record ErrorEquals(List<String> names) {

  public ErrorEquals {
    names = List.copyOf(names);
  }

  public static ErrorEquals of(String... names) {
    return new ErrorEquals(List.of(names));
  }

  /** Whether one of the names matches; {@code States.Runtime} is beyond all of them. */
  public boolean matches(StateError error) {
    if (ErrorName.RUNTIME.equals(error.name())) {
      return false;
    }
    return names.stream().anyMatch(name -> matches(name, error));
  }

  private static boolean matches(String name, StateError error) {
    return switch (name) {
      case ErrorName.ALL -> !isDataLimit(error);
      case ErrorName.TASK_FAILED -> !isDataLimit(error) && !isTimeout(error);
      case ErrorName.HEARTBEAT_TIMEOUT -> error.missedHeartbeat();
      default -> name.equals(error.name());
    };
  }

  private static boolean isDataLimit(StateError error) {
    return ErrorName.DATA_LIMIT_EXCEEDED.equals(error.name());
  }

  private static boolean isTimeout(StateError error) {
    return ErrorName.TIMEOUT.equals(error.name());
  }
}

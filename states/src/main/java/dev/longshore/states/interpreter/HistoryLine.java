package dev.longshore.states.interpreter;

import dev.longshore.states.interpreter.HistoryEvent.EvaluationFailed;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionAborted;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionFailed;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionRedriven;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionStarted;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionSucceeded;
import dev.longshore.states.interpreter.HistoryEvent.ExecutionTimedOut;
import dev.longshore.states.interpreter.HistoryEvent.StateEntered;
import dev.longshore.states.interpreter.HistoryEvent.StateExited;
import dev.longshore.states.interpreter.HistoryEvent.TaskFailed;
import dev.longshore.states.interpreter.HistoryEvent.TaskScheduled;
import dev.longshore.states.interpreter.HistoryEvent.TaskStarted;
import dev.longshore.states.interpreter.HistoryEvent.TaskSubmitted;
import dev.longshore.states.interpreter.HistoryEvent.TaskSucceeded;
import dev.longshore.states.interpreter.HistoryEvent.TaskTimedOut;
import dev.longshore.states.json.JsonText;
import dev.longshore.states.json.JsonTime;
import org.jspecify.annotations.Nullable;

/** The text of a history event, for traces and golden files. */
final class HistoryLine {

  private HistoryLine() {}

  /** For instance {@code 3 2026-01-31T09:00:00.000Z WaitStateEntered Backoff {"at":"…"}}. */
  static String of(HistoryEvent event) {
    var words = words(event.detail());
    return "%d %s %s%s"
        .formatted(
            event.id(),
            JsonTime.text(event.at()),
            event.type(),
            words.isEmpty() ? "" : ' ' + words);
  }

  private static String words(HistoryEvent.Detail detail) {
    return switch (detail) {
      case ExecutionStarted(var input) -> JsonText.write(input);
      case ExecutionRedriven(var count) -> String.valueOf(count);
      case ExecutionSucceeded(var output) -> JsonText.write(output);
      case ExecutionFailed(var error, var cause) -> words(error, cause);
      case ExecutionTimedOut() -> "";
      case ExecutionAborted(var error, var cause) -> words(error, cause);
      case StateEntered(var state, var input) -> state.name() + ' ' + JsonText.write(input);
      case StateExited(var state, var output) -> state.name() + ' ' + JsonText.write(output);
      case TaskScheduled(var resource, var arguments) ->
          resource.service() + ':' + resource.action() + ' ' + JsonText.write(arguments);
      case TaskStarted _, TaskTimedOut _ -> "";
      case TaskSubmitted(_, var output) -> JsonText.write(output);
      case TaskSucceeded(_, var output) -> JsonText.write(output);
      case TaskFailed(_, var error, var cause) -> words(error, cause);
      case EvaluationFailed(var state, var location, var cause) ->
          state.name() + ' ' + location + ": " + cause;
    };
  }

  private static String words(@Nullable String error, @Nullable String cause) {
    if (error == null) {
      return cause == null ? "" : ": " + cause;
    }
    return cause == null ? error : error + ": " + cause;
  }
}

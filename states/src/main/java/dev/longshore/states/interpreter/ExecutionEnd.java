package dev.longshore.states.interpreter;

import org.jspecify.annotations.Nullable;

/** How an execution ended. */
public sealed interface ExecutionEnd {

  /** The status as Step Functions names it. */
  default String status() {
    return switch (this) {
      case Succeeded _ -> "SUCCEEDED";
      case Failed _ -> "FAILED";
      case TimedOut _ -> "TIMED_OUT";
      case Aborted _ -> "ABORTED";
    };
  }

  /** It reached an end; {@code output} is a value as {@code JsonText} has it. */
  record Succeeded(@Nullable Object output) implements ExecutionEnd {}

  /** A state failed, and no retry and no catcher was for it. */
  record Failed(@Nullable String error, @Nullable String cause) implements ExecutionEnd {}

  /** It took longer than the machine's TimeoutSeconds. */
  record TimedOut() implements ExecutionEnd {}

  /** It was stopped. */
  record Aborted(@Nullable String error, @Nullable String cause) implements ExecutionEnd {}
}

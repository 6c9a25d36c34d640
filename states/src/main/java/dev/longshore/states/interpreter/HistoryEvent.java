package dev.longshore.states.interpreter;

import dev.longshore.states.State;
import dev.longshore.states.TaskResource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in an execution.
 *
 * @param id counted from 1 in each execution
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">
 *     HistoryEvent</a>
 */
public record HistoryEvent(ExecutionArn execution, long id, Instant at, Detail detail) {

  /** The type as Step Functions names it, such as {@code TaskStateEntered}. */
  public String type() {
    return detail.type();
  }

  /** The event on one line, without its execution. */
  @Override
  public String toString() {
    return HistoryLine.of(this);
  }

  /** What happened. Inputs and outputs are values as {@code JsonText} has them. */
  public sealed interface Detail {

    default String type() {
      return getClass().getSimpleName();
    }
  }

  public record ExecutionStarted(@Nullable Object input) implements Detail {}

  public record ExecutionRedriven(int redriveCount) implements Detail {}

  public record ExecutionSucceeded(@Nullable Object output) implements Detail {}

  public record ExecutionFailed(@Nullable String error, @Nullable String cause) implements Detail {}

  public record ExecutionTimedOut() implements Detail {}

  public record ExecutionAborted(@Nullable String error, @Nullable String cause)
      implements Detail {}

  public record StateEntered(State state, @Nullable Object input) implements Detail {

    @Override
    public String type() {
      return state.type() + "StateEntered";
    }
  }

  public record StateExited(State state, @Nullable Object output) implements Detail {

    @Override
    public String type() {
      return state.type() + "StateExited";
    }
  }

  public record TaskScheduled(TaskResource resource, @Nullable Object arguments)
      implements Detail {}

  public record TaskStarted(TaskResource resource) implements Detail {}

  public record TaskSubmitted(TaskResource resource, @Nullable Object output) implements Detail {}

  public record TaskSucceeded(TaskResource resource, @Nullable Object output) implements Detail {}

  public record TaskFailed(TaskResource resource, @Nullable String error, @Nullable String cause)
      implements Detail {}

  public record TaskTimedOut(TaskResource resource) implements Detail {}

  /** An expression failed; {@code location} is its field, such as {@code Output/result}. */
  public record EvaluationFailed(State state, String location, String cause) implements Detail {}
}

package dev.longshore.states.query;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * An expression gave no usable value. It is thrown from deep within a template and always caught by
 * who evaluates the state, to become the error {@code States.QueryEvaluationError}.
 */
public final class QueryFailed extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final String location;

  /**
   * @param location the field with the expression, such as {@code Arguments/Payload/runId}
   */
  public QueryFailed(String location, String message) {
    this(location, message, null);
  }

  QueryFailed(String location, String message, @Nullable Throwable cause) {
    super(message, cause, false, cause != null);
    this.location = location;
  }

  public String location() {
    return location;
  }

  /** What is wrong, in the words of Step Functions. */
  public String description() {
    return String.valueOf(getMessage());
  }
}

package dev.longshore.states.query;

import java.io.Serial;

/** A text is no JSONata that Step Functions takes; the message says why and at which character. */
public final class InvalidExpression extends Exception {

  @Serial private static final long serialVersionUID = 1;

  InvalidExpression(String message) {
    super(message);
  }

  InvalidExpression(String message, Throwable cause) {
    super(message, cause);
  }

  public String description() {
    return String.valueOf(getMessage());
  }
}

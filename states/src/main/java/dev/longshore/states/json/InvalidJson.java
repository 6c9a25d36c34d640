package dev.longshore.states.json;

import java.io.Serial;

/** A text is not JSON, or names a key twice; the message says what and where. */
public final class InvalidJson extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1;

  InvalidJson(String message) {
    super(message);
  }

  InvalidJson(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.longshore.cli.stack;

/** A stack that cannot be worked with; the message says what to do. */
public final class StackUnusable extends RuntimeException {

  StackUnusable(String message) {
    super(message);
  }

  StackUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}

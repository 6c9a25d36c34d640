package dev.longshore.local.docker;

/** No Docker engine does what it is asked for. The message is one line for the person. */
public final class EngineUnusable extends RuntimeException {

  EngineUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}

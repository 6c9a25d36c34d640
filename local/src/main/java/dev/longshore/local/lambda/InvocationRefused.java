package dev.longshore.local.lambda;

import java.io.Serial;

/**
 * Lambda did not take an invocation: it is out of reach, or the account's concurrency is used up.
 */
public final class InvocationRefused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public InvocationRefused(String message) {
    super(message, null, false, false);
  }
}

package dev.longshore.cli;

import dev.longshore.local.call.Calls;
import java.util.function.Supplier;

/**
 * Stops the process dead after a number of calls, so that tests can see what the next one makes of
 * what is left.
 */
final class HaltingCalls implements Calls {

  private static final int KILLED = 137;

  private final long last;
  private long made;

  HaltingCalls(long last) {
    this.last = last;
  }

  @Override
  public <T> T make(String name, Supplier<T> call) {
    var result = call.get();
    made++;
    if (made == last) {
      System.err.println("halted after call %d, %s".formatted(made, name));
      Runtime.getRuntime().halt(KILLED);
    }
    return result;
  }
}

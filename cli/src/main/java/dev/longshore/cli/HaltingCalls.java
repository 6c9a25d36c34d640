package dev.longshore.cli;

import dev.longshore.local.call.Calls;
import java.util.function.Supplier;

/**
 * Stops the process dead after a number of calls, so that tests can see what the next one makes of
 * what is left.
 */
final class HaltingCalls implements Calls {

  private static final int KILLED = 137;

  private final String counted;
  private final long last;
  private long made;

  private HaltingCalls(String counted, long last) {
    this.counted = counted;
    this.last = last;
  }

  /**
   * Calls that halt after the nth, such as {@code 17}, or after the nth of a name, such as {@code
   * 2:ecs:RunTask}.
   */
  static HaltingCalls parse(String text) {
    var end = text.indexOf(':');
    var number = end < 0 ? text : text.substring(0, end);
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw new BadInput("--halt-after-call is N or N:NAME, not " + text);
    }
    return new HaltingCalls(end < 0 ? "" : text.substring(end + 1), Long.parseLong(number));
  }

  @Override
  public <T> T make(String name, Supplier<T> call) {
    var result = call.get();
    if (counted.isEmpty() || counted.equals(name)) {
      count(name);
    }
    return result;
  }

  // The queues are asked on threads of their own.
  private synchronized void count(String name) {
    made++;
    if (made == last) {
      System.err.println("halted after call %d, %s".formatted(made, name));
      Runtime.getRuntime().halt(KILLED);
    }
  }
}

package dev.longshore.local.process;

import java.util.concurrent.atomic.AtomicInteger;

/** Numbers of seconds to sleep for, by which a test knows its processes from all others. */
final class Sleeps {

  private static final AtomicInteger TAKEN = new AtomicInteger();

  private Sleeps() {}

  /** Some hours, as no other test, nor this one in another JVM, sleeps for. */
  static String unique() {
    return "%d.%04d".formatted(10_000 + ProcessHandle.current().pid(), TAKEN.incrementAndGet());
  }
}

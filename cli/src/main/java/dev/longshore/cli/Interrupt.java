package dev.longshore.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What is done when the person presses Ctrl-C or the process is asked to end: {@code action}, and
 * then the end of the work is awaited, for a while. The process then exits as its signal says, 130
 * for Ctrl-C.
 */
final class Interrupt implements AutoCloseable {

  private static final long SECONDS_MAX = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  Interrupt(Runnable action) {
    hook =
        new Thread(
            () -> {
              action.run();
              awaitEnd();
            },
            "longshore-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void awaitEnd() {
    try {
      var _ = finished.await(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is done: from here on an interrupt finds nothing to do. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running already, which is why we have come here.
    }
  }
}

package dev.longshore.endtoend;

import dev.longshore.run.RunState;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sweeps, more often than each minute, so that nobody has to wait for it. Begins only once the
 * event is lost that nothing but a sweep makes up for.
 */
final class Sweeping implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String SCHEDULE = "sweep";

  private final DeployedApplication application;
  private final CompletableFuture<RunState> before = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closed;

  private Sweeping(DeployedApplication application) {
    this.application = application;
    this.thread = Thread.ofPlatform().name("sweeping").unstarted(this::sweep);
  }

  static Sweeping start(DeployedApplication application) {
    var sweeping = new Sweeping(application);
    sweeping.thread.start();
    return sweeping;
  }

  private void sweep() {
    try {
      application.ecs().awaitLostEvent(Runs.WAIT_MAX);
      before.complete(application.runs().of("unheard").getFirst().state());
      while (!closed) {
        application.scheduler().fireAndAwait(SCHEDULE);
        Thread.sleep(PAUSE);
      }
    } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
      before.completeExceptionally(e);
      if (!closed) {
        System.err.println("no sweep any more: " + e);
      }
    }
  }

  /** The state of the run whose task's end nobody was told, before the first sweep. */
  RunState stateBefore() {
    return before.join();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

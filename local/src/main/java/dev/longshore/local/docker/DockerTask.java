package dev.longshore.local.docker;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One container, which a thread sees through from its image to its removal. */
final class DockerTask implements RunningTask {

  /** What containerd gives for an exit code that it could not learn. */
  private static final int UNKNOWN_EXIT_CODE = 255;

  private static final String OUT_OF_MEMORY =
      "OutOfMemoryError: Container killed due to memory usage";

  private final DockerEngine engine;
  private final TaskNetworks networks;
  private final ContainerRequest request;
  private final TaskListener listener;
  private final Executor threads;
  private final Semaphore starting;
  private @Nullable String id;
  private @Nullable String wanted;

  DockerTask(
      DockerEngine engine,
      TaskNetworks networks,
      ContainerRequest request,
      TaskListener listener,
      Executor threads,
      Semaphore starting) {
    this.engine = engine;
    this.networks = networks;
    this.request = request;
    this.listener = listener;
    this.threads = threads;
    this.starting = starting;
  }

  @Override
  public void terminate() {
    signal("SIGTERM");
  }

  @Override
  public void kill() {
    signal("SIGKILL");
  }

  /** Not seen: the engine takes more than a second to tell. */
  @Override
  public Optional<Usage> usage() {
    return Optional.empty();
  }

  private synchronized void signal(String signal) {
    var container = id;
    if (container != null) {
      // The engine's answer is not waited for on the caller's thread.
      threads.execute(() -> engine.signal(container, signal));
    } else if (!"SIGKILL".equals(wanted)) {
      wanted = signal;
    }
  }

  /** From the image to the removal; returns when that is done. */
  void live() {
    try {
      switch (launch()) {
        case Refusal(var reason) -> listener.neverStarted(reason);
        case Launched(var container) -> seeThrough(container);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      networks.leave(request.task(), this);
    }
  }

  /** It runs. */
  record Launched(String container) implements Launch {}

  private Launch launch() throws InterruptedException {
    starting.acquire();
    try {
      if (isUnwanted()) {
        return Refusal.ofStart("stopped before it was started");
      }
      var image = request.container().image();
      var missing = engine.provide(image);
      if (missing.isPresent()) {
        return missing.get();
      }
      var network =
          request.container().shared() ? networks.join(request.task(), this, image) : null;
      var container = engine.start(request.command(network));
      started(container);
      return new Launched(container);
    } catch (RuntimeException e) {
      return Refusal.ofStart(e);
    } finally {
      starting.release();
    }
  }

  private synchronized boolean isUnwanted() {
    return wanted != null;
  }

  private synchronized void started(String container) {
    id = container;
    if (wanted != null) {
      signal(wanted);
    }
  }

  private void seeThrough(String container) throws InterruptedException {
    LogFile log;
    try {
      log = LogFile.follow(engine.docker(), container, request.log());
    } catch (UncheckedIOException e) {
      engine.remove(container);
      listener.neverStarted(Refusal.ofStart(e).reason());
      return;
    }
    listener.started();
    var code = await(container);
    log.awaitEnd();
    log.close();
    var outOfMemory = wasOutOfMemory(container);
    engine.remove(container);
    if (!request.container().shared() && !request.container().mounts().isEmpty()) {
      // Other containers of a task may be still to come: theirs go with this runtime.
      engine.removeVolumes(request.task());
    }
    if (outOfMemory) {
      listener.ended(code, OUT_OF_MEMORY);
    } else {
      listener.exited(code);
    }
  }

  private int await(String container) {
    try {
      return engine
          .docker()
          .waitContainerCmd(container)
          .exec(new WaitContainerResultCallback())
          .awaitStatusCode();
    } catch (RuntimeException e) {
      // Somebody has removed it, or the engine has gone.
      return UNKNOWN_EXIT_CODE;
    }
  }

  private boolean wasOutOfMemory(String container) {
    try {
      var state = engine.docker().inspectContainerCmd(container).exec().getState();
      return Boolean.TRUE.equals(state.getOOMKilled());
    } catch (RuntimeException e) {
      return false;
    }
  }
}

package dev.longshore.local.process;

import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import dev.longshore.local.runtime.TaskSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A task, and all that was heard of it. */
final class ObservedTask implements TaskListener, RunningTask {

  private final TaskSpec spec;
  private final RunningTask task;
  private final CompletableFuture<String> start = new CompletableFuture<>();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  ObservedTask(TaskRuntime runtime, TaskSpec spec) {
    this.spec = spec;
    this.task = runtime.start(spec, this);
  }

  @Override
  public void started() {
    start.complete("");
  }

  @Override
  public void neverStarted(String reason) {
    start.complete(reason);
    end.completeExceptionally(new AssertionError(reason));
  }

  @Override
  public void exited(int code) {
    if (!start.isDone() || !end.complete(code)) {
      end.obtrudeException(new AssertionError("exited before it was started, or twice"));
    }
  }

  @Override
  public void terminate() {
    task.terminate();
  }

  @Override
  public void kill() {
    task.kill();
  }

  @Override
  public Optional<Usage> usage() {
    return task.usage();
  }

  /** Waits until it runs. */
  ObservedTask running() {
    var reason = await(start);
    if (!reason.isEmpty()) {
      throw new AssertionError(reason);
    }
    return this;
  }

  /** Waits until its log says "ready", by which programs tell that they are set up. */
  ObservedTask ready() {
    Await.until(spec.command() + " is ready", () -> output().contains("ready"));
    return this;
  }

  /** Why it was never started. */
  String refusal() {
    return await(start);
  }

  int exitCode() {
    return await(end);
  }

  boolean isOver() {
    return end.isDone();
  }

  boolean isWaiting() {
    return !start.isDone();
  }

  /** What its log holds. */
  String output() {
    try {
      return Files.exists(spec.log()) ? Files.readString(spec.log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the listener was told otherwise, or nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}

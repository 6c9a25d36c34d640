package dev.longshore.local.process;

import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import dev.longshore.local.runtime.TaskSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tasks as processes of this machine: each a process group of its own, without a container.
 *
 * <p>A thread starts a task, waits for it and tells its listener. Starting is what costs, nearly
 * all of it in the kernel, so that few start at once; those that wait for their turn keep order.
 */
public final class ProcessRuntime implements TaskRuntime {

  /** How many tasks run at once, each with a thread that mostly sleeps; the others wait. */
  static final int RUNNING_MAX = 2_000;

  /** How many are being started at once: more only contend for the processors. */
  static final int STARTING_MAX = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final Duration IDLE_THREAD_KEPT = Duration.ofSeconds(10);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);
  private static final Path PROC = Path.of("/proc");
  private static final int STACK_BYTES = 256 * 1024;

  private final Reaper reaper;
  private final int runningMax;
  private final TaskStarter starter;
  private final CpuTimes cpuTimes;
  // Bounded by what runs: a thread that has seen its task through may still be busy with that when
  // the next task needs one.
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_THREAD_KEPT.toSeconds(),
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          ProcessRuntime::thread);
  private final Queue<ProcessTask> line = new ArrayDeque<>();
  private final Set<ProcessTask> running = new HashSet<>();
  private int starting;
  private boolean closed;

  /**
   * @param reaper to be closed after this
   * @param clock the real one, whatever the speed of the jobs' clock
   */
  public ProcessRuntime(Reaper reaper, InstantSource clock) {
    this(reaper, clock, RUNNING_MAX);
  }

  ProcessRuntime(Reaper reaper, InstantSource clock, int runningMax) {
    this.reaper = reaper;
    this.runningMax = runningMax;
    starter = new TaskStarter(reaper);
    cpuTimes =
        Files.exists(PROC.resolve("self/stat"))
            ? new ProcCpuTimes(PROC, clock)
            : new HandleCpuTimes();
  }

  @Override
  public RunningTask start(TaskSpec spec, TaskListener listener) {
    var task = new ProcessTask(spec, listener, reaper, cpuTimes);
    if (!enqueue(task)) {
      listener.neverStarted(Refused.because("Longshore is ending").reason());
    }
    return task;
  }

  /**
   * Kills what still runs and waits for its end, though no longer than 10 seconds. Not to be called
   * by a listener.
   */
  @Override
  public void close() {
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean enqueue(ProcessTask task) {
    if (closed) {
      return false;
    }
    line.add(task);
    admit();
    return true;
  }

  private synchronized void admit() {
    for (var task = next(); task != null; task = next()) {
      var first = task;
      threads.execute(() -> serve(first));
    }
  }

  /** Who is to be started now, if anybody. */
  private synchronized @Nullable ProcessTask next() {
    if (starting == STARTING_MAX || running.size() == runningMax || line.isEmpty()) {
      return null;
    }
    var task = line.remove();
    starting++;
    running.add(task);
    return task;
  }

  private void serve(ProcessTask first) {
    for (var task = first; task != null; task = next()) {
      try {
        carry(task);
      } catch (RuntimeException e) {
        // A listener's own failure; the tasks of others go on.
        var thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }

  private void carry(ProcessTask task) {
    try {
      task.launch(starter);
    } finally {
      launched();
    }
    try {
      task.seeThrough();
    } finally {
      ended(task);
    }
  }

  private synchronized void launched() {
    starting--;
    admit();
  }

  private synchronized void ended(ProcessTask task) {
    running.remove(task);
    notifyAll();
  }

  private synchronized void end() throws InterruptedException {
    closed = true;
    line.forEach(ProcessTask::kill);
    running.forEach(ProcessTask::kill);
    var bound = System.nanoTime() + CLOSE_MAX.toNanos();
    while (!running.isEmpty() || !line.isEmpty()) {
      var left = bound - System.nanoTime();
      if (left <= 0) {
        // What cannot be killed, for being stuck in the kernel, is left to the reaper.
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    threads.shutdown();
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(null, work, "longshore-task", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}

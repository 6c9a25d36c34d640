package dev.longshore.local.process;

import dev.longshore.local.process.Launch.Running;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/**
 * One task: a thread launches it and sees it through to its end; any other may signal and look.
 *
 * <p>A group's number is that of its first process, and is not given to another before that process
 * is reaped. So after its end and before the reaping, in this order, the rest of the group is
 * killed, signals are cut off, and the reaper forgets the group: nobody can hit a stranger.
 */
final class ProcessTask implements RunningTask {

  /** What containerd gives for an exit code that it could not learn. */
  static final int UNKNOWN_EXIT_CODE = 255;

  private static final int NONE = 0;

  private final TaskSpec spec;
  private final TaskListener listener;
  private final Reaper reaper;
  private final CpuTimes cpuTimes;
  // What holds unless it is launched before anybody wants a signal.
  private Launch launch = Refused.because("stopped before it was started");
  private int wanted = NONE;
  private boolean ended;
  private Duration cpu = Duration.ZERO;

  ProcessTask(TaskSpec spec, TaskListener listener, Reaper reaper, CpuTimes cpuTimes) {
    this.spec = spec;
    this.listener = listener;
    this.reaper = reaper;
    this.cpuTimes = cpuTimes;
  }

  @Override
  public void terminate() {
    signal(Posix.SIGTERM);
  }

  @Override
  public void kill() {
    signal(Posix.SIGKILL);
  }

  @Override
  public synchronized Optional<Usage> usage() {
    if (!(launch instanceof Running(var group, var logBefore))) {
      return Optional.empty();
    }
    if (!ended) {
      var seen = cpuTimes.of(group);
      if (seen.isEmpty()) {
        return Optional.empty();
      }
      used(seen.get());
    }
    try {
      return Optional.of(new Usage(cpu, Math.max(0, Files.size(spec.log()) - logBefore)));
    } catch (IOException e) {
      // The task has removed its log; how much it wrote cannot be seen.
      return Optional.empty();
    }
  }

  /** Starts the program; to be called once. */
  void launch(TaskStarter starter) {
    synchronized (this) {
      if (wanted != NONE) {
        return;
      }
    }
    var result = starter.start(spec);
    synchronized (this) {
      launch = result;
      if (wanted != NONE) {
        signal(wanted);
      }
    }
  }

  /** Tells the listener all that it is to hear; returns once the task has ended. */
  void seeThrough() {
    switch (launch) {
      case Refused(var reason) -> listener.neverStarted(reason);
      case Running(var group, _) -> {
        try {
          listener.started();
        } finally {
          listener.exited(awaitEnd(group));
        }
      }
    }
  }

  private synchronized void signal(int signal) {
    if (ended) {
      return;
    }
    if (launch instanceof Running(var group, _)) {
      reaper.posix().signalGroup(group, signal);
    } else if (wanted != Posix.SIGKILL) {
      wanted = signal;
    }
  }

  private int awaitEnd(int group) {
    var posix = reaper.posix();
    var ours = posix.awaitEnd(group);
    synchronized (this) {
      ended = true;
      if (ours) {
        posix.signalGroup(group, Posix.SIGKILL);
      }
    }
    reaper.ended(group);
    if (!ours) {
      return UNKNOWN_EXIT_CODE;
    }
    var end = posix.reap(group);
    used(end.cpu());
    return end.code();
  }

  // What orphans of the group used goes out of sight with them, but does not become less by that.
  private synchronized void used(Duration seen) {
    if (seen.compareTo(cpu) > 0) {
      cpu = seen;
    }
  }
}

package dev.longshore.local.runtime;

import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.loop.EventLoop.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tasks that do what a script says, on the event loop's clock. For simulations: it is for one
 * thread.
 */
public final class ScriptedRuntime implements TaskRuntime {

  private static final int KILLED = 137;
  private static final long MILLIS_A_SECOND = 1000;

  private final EventLoop loop;
  private final Function<TaskSpec, Script> scripts;
  private final Set<ScriptedTask> live = new LinkedHashSet<>();

  public ScriptedRuntime(EventLoop loop, Function<TaskSpec, Script> scripts) {
    this.loop = loop;
    this.scripts = scripts;
  }

  @Override
  public RunningTask start(TaskSpec spec, TaskListener listener) {
    var script = scripts.apply(spec);
    var task = new ScriptedTask(script, listener);
    if (script.neverStarted() != null) {
      listener.neverStarted(script.neverStarted());
    } else {
      live.add(task);
      listener.started();
    }
    return task;
  }

  /** How many tasks are running. */
  public int live() {
    return live.size();
  }

  private final class ScriptedTask implements RunningTask {

    private final Script script;
    private final TaskListener listener;
    private final Instant startedAt = loop.instant();
    private final Timer end;

    ScriptedTask(Script script, TaskListener listener) {
      this.script = script;
      this.listener = listener;
      this.end = loop.at(startedAt.plus(script.runs()), () -> exit(script.exitCode()));
    }

    private void exit(int code) {
      end.cancel();
      if (live.remove(this)) {
        listener.exited(code);
      }
    }

    @Override
    public void terminate() {
      if (script.exitOnTerm() != null) {
        exit(script.exitOnTerm());
      }
    }

    @Override
    public void kill() {
      exit(KILLED);
    }

    @Override
    public Optional<Usage> usage() {
      var run = Duration.between(startedAt, loop.instant());
      var cpu = Duration.ofMillis((long) (run.toMillis() * script.cpus()));
      return Optional.of(new Usage(cpu, run.toMillis() * script.logsPerSecond() / MILLIS_A_SECOND));
    }
  }

  @Override
  public void close() {
    Set.copyOf(live).forEach(ScriptedTask::kill);
  }
}

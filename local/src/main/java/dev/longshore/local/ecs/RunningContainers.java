package dev.longshore.local.ecs;

import dev.longshore.local.runtime.RunningTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The containers of one task, as one. */
record RunningContainers(List<RunningTask> containers) implements RunningTask {

  /** Those of a task that were started; empty if none was. */
  static Optional<RunningTask> of(SimulatedTask task) {
    var started =
        task.containers().stream()
            .map(SimulatedContainer::running)
            .flatMap(running -> Optional.ofNullable(running).stream())
            .toList();
    return switch (started.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(started.getFirst());
      default -> Optional.of(new RunningContainers(started));
    };
  }

  @Override
  public void terminate() {
    containers.forEach(RunningTask::terminate);
  }

  @Override
  public void kill() {
    containers.forEach(RunningTask::kill);
  }

  /** What is missing of one container is missing of all. */
  @Override
  public Optional<Usage> usage() {
    var cpu = Duration.ZERO;
    var logBytes = 0L;
    for (var container : containers) {
      var usage = container.usage();
      if (usage.isEmpty()) {
        return Optional.empty();
      }
      cpu = cpu.plus(usage.get().cpu());
      logBytes += usage.get().logBytes();
    }
    return Optional.of(new Usage(cpu, logBytes));
  }
}

package dev.longshore.local.ecs;

import dev.longshore.local.runtime.TaskSpec;
import java.util.List;
import java.util.Map;

/**
 * Where a task runs: its folder, its log, and what its environment holds beside its definition's.
 */
@FunctionalInterface
public interface TaskPlaces {

  TaskSpec place(
      String taskId, String startedBy, List<String> command, Map<String, String> environment);
}

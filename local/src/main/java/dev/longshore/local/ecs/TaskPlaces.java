package dev.longshore.local.ecs;

import dev.longshore.local.runtime.TaskSpec;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/**
 * Where a task runs: its folder, its log, and what its environment holds beside its definition's.
 */
@FunctionalInterface
public interface TaskPlaces {

  TaskSpec place(
      String taskId, String startedBy, List<String> command, Map<String, String> environment);

  /** The same for one of a task's containers; where each task has one, its name is no matter. */
  default TaskSpec place(
      String taskId,
      String startedBy,
      ContainerDefinition container,
      List<String> command,
      Map<String, String> environment) {
    return place(taskId, startedBy, command, environment);
  }
}

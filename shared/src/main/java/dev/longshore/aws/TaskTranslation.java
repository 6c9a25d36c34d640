package dev.longshore.aws;

import dev.longshore.run.TaskFacts;
import dev.longshore.run.TaskFacts.ContainerFacts;
import software.amazon.awssdk.services.ecs.model.Task;

/** What the AWS SDK says of a task, in our words. */
final class TaskTranslation {

  private TaskTranslation() {}

  static TaskFacts facts(Task task) {
    return new TaskFacts(
        task.taskArn(),
        task.startedBy(),
        task.lastStatus(),
        task.desiredStatus(),
        task.stopCodeAsString(),
        task.stoppedReason(),
        task.containers().stream()
            .map(container ->
                new ContainerFacts(container.name(), container.exitCode(), container.reason()))
            .toList(),
        task.pullStartedAt(),
        task.startedAt(),
        task.stoppedAt());
  }
}

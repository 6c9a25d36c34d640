package dev.longshore.simulation.cloud;

import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/**
 * Hides the latest tasks from a look at them: ECS is eventually consistent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
record UnseenTasks(InterleavingLoop loop, Chances chances, World world, Observer observer) {

  /** For how long a task may not be seen yet. */
  private static final Duration LATEST = Duration.ofMinutes(5);

  /** What a call shows. */
  @SuppressWarnings("unchecked") // each response is replaced by one of its own type
  <T> T shown(T response) {
    return switch (response) {
      case ListTasksResponse listed when strikes() ->
          (T) listed.toBuilder().taskArns(older(listed.taskArns())).build();
      case DescribeTasksResponse described when strikes() ->
          (T)
              described.toBuilder()
                  .tasks(
                      described.tasks().stream().filter(task -> isOlder(task.taskArn())).toList())
                  .build();
      case null, default -> response;
    };
  }

  private boolean strikes() {
    if (chances.strike(Fault.TASKS_UNSEEN).isEmpty()) {
      return false;
    }
    observer.fault("look at tasks", "does not show the latest");
    return true;
  }

  private List<String> older(List<String> arns) {
    return arns.stream().filter(this::isOlder).toList();
  }

  private boolean isOlder(String arn) {
    var task = world.tasks().get(arn);
    return task == null || task.launchedAt().plus(LATEST).isBefore(loop.now());
  }
}

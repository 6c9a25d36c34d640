package dev.longshore.local.ecs;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

/**
 * What DescribeTasks shows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html">DescribeTasks</a>
 */
final class TaskDescriptions {

  private static final int DESCRIBED_MAX = 100;

  private TaskDescriptions() {}

  static DescribeTasksResponse describe(
      DescribeTasksRequest request, SimulatedEcs.Options options, KnownTasks tasks) {
    check(request.tasks());
    var arns = request.tasks().stream().map(options::arn).toList();
    var withTags = request.include().contains(TaskField.TAGS);
    return DescribeTasksResponse.builder()
        .tasks(
            arns.stream()
                .map(tasks::find)
                .flatMap(Optional::stream)
                .map(task -> view(task, options, withTags))
                .toList())
        .failures(
            arns.stream()
                .filter(arn -> tasks.find(arn).isEmpty())
                .map(arn -> Failure.builder().arn(arn).reason("MISSING").build())
                .toList())
        .build();
  }

  private static void check(List<String> described) {
    EcsErrors.require(!described.isEmpty(), "Tasks cannot be empty.");
    EcsErrors.require(
        described.size() <= DESCRIBED_MAX,
        "Tasks cannot have more than " + DESCRIBED_MAX + " entries.");
  }

  private static Task view(SimulatedTask task, SimulatedEcs.Options options, boolean withTags) {
    var view = TaskView.of(task, options.clusterArn());
    return withTags ? view.toBuilder().tags(Tags.of(task.tags())).build() : view;
  }
}

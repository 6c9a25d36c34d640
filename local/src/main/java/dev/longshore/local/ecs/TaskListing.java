package dev.longshore.local.ecs;

import java.util.Collection;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/** What ListTasks shows: by default the tasks that are meant to run, page by page. */
final class TaskListing {

  private static final int PAGE_MAX = 100;

  private TaskListing() {}

  static ListTasksResponse list(ListTasksRequest request, Collection<SimulatedTask> tasks) {
    if (request.startedBy() != null
        && (request.family() != null || request.desiredStatus() != null)) {
      throw EcsErrors.invalid("startedBy must be the only filter.");
    }
    var meantToRun = request.desiredStatus() != DesiredStatus.STOPPED;
    var from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    var size = Objects.requireNonNullElse(request.maxResults(), PAGE_MAX);
    var all =
        tasks.stream()
            .filter(task -> task.isMeantToRun() == meantToRun)
            .filter(
                task -> request.startedBy() == null || request.startedBy().equals(task.startedBy()))
            .filter(task ->
                request.family() == null || request.family().equals(task.definition().family()))
            .map(SimulatedTask::arn)
            .toList();
    var to = Math.min(all.size(), from + size);
    return ListTasksResponse.builder()
        .taskArns(all.subList(Math.min(from, to), to))
        .nextToken(to < all.size() ? String.valueOf(to) : null)
        .build();
  }
}

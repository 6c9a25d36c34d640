package dev.longshore.local.ecs;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/**
 * What ListTasks shows: by default the tasks that are meant to run, page by page.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html">ListTasks</a>
 */
final class TaskListing {

  private static final int PAGE_MAX = 100;
  private static final Pattern TOKEN = Pattern.compile("[0-9]{1,18}");

  private TaskListing() {}

  static ListTasksResponse list(ListTasksRequest request, KnownTasks tasks) {
    check(request);
    var size = Objects.requireNonNullElse(request.maxResults(), PAGE_MAX);
    // A page goes on after a task and not at a place: tasks are forgotten between two pages.
    var from = request.nextToken() == null ? 0 : Long.parseLong(request.nextToken());
    var candidates =
        request.desiredStatus() == DesiredStatus.STOPPED
            ? tasks.allFrom(from)
            : tasks.liveFrom(from);
    var found = candidates.filter(isAskedFor(request)).limit(size + 1L).toList();
    var page = found.subList(0, Math.min(size, found.size()));
    return ListTasksResponse.builder()
        .taskArns(page.stream().map(SimulatedTask::arn).toList())
        .nextToken(found.size() > size ? String.valueOf(found.getLast().number()) : null)
        .build();
  }

  private static void check(ListTasksRequest request) {
    if (request.startedBy() != null
        && (request.family() != null
            || request.desiredStatus() != null
            || request.launchType() != null)) {
      throw EcsErrors.invalid("startedBy must be the only filter.");
    }
    var size = request.maxResults();
    if (size != null && (size < 1 || size > PAGE_MAX)) {
      throw EcsErrors.invalid("maxResults must be from 1 to %d.".formatted(PAGE_MAX));
    }
    if (request.nextToken() != null && !TOKEN.matcher(request.nextToken()).matches()) {
      throw EcsErrors.invalid("Invalid token.");
    }
  }

  private static Predicate<SimulatedTask> isAskedFor(ListTasksRequest request) {
    return task ->
        isOf(request.desiredStatus(), task)
            && (request.startedBy() == null || request.startedBy().equals(task.startedBy()))
            && (request.family() == null || request.family().equals(task.definition().family()))
            && (request.launchType() == null || request.launchType() == LaunchType.FARGATE);
  }

  /** ECS never sets the desired status PENDING, so that it finds nothing. */
  private static boolean isOf(@Nullable DesiredStatus status, SimulatedTask task) {
    if (status == null || status == DesiredStatus.RUNNING) {
      return task.isMeantToRun();
    }
    return status == DesiredStatus.STOPPED && !task.isMeantToRun();
  }
}

package dev.longshore.simulation.cloud;

import dev.longshore.json.Fields;
import dev.longshore.simulation.world.BrokenExecution;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Writes down what the services did, as they themselves know it. */
final class Observer {

  private final InterleavingLoop loop;
  private final World world;
  private final Trace trace;

  Observer(InterleavingLoop loop, World world, Trace trace) {
    this.loop = loop;
    this.world = world;
    this.trace = trace;
  }

  /** Takes in what a call has done, and answers it. */
  <T> T seen(String call, @Nullable Activity activity, T result) {
    switch (result) {
      case RunTaskResponse response -> {
        world.runTaskCalls().make();
        response.tasks().forEach(this::launched);
      }
      case StopTaskResponse response -> stopAsked(response.task(), activity);
      case ListTasksResponse _ -> {
        if (activity != null) {
          activity.listedTasks();
        }
      }
      case ReceiveMessageResponse response ->
          response
              .messages()
              .forEach(message ->
                  world.received(
                      Integer.parseInt(
                          message
                              .attributes()
                              .getOrDefault(
                                  MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0"))));
      case null, default -> {}
    }
    if (activity != null) {
      trace.line(loop.now(), activity.name(), () -> call);
    }
    return result;
  }

  private void launched(Task task) {
    world
        .tasks()
        .computeIfAbsent(
            task.taskArn(),
            arn -> {
              trace.line(loop.now(), "ECS", () -> "launches " + arn + " for " + task.startedBy());
              return new SeenTask(
                  arn,
                  Objects.requireNonNullElse(task.startedBy(), ""),
                  task.capacityProviderName(),
                  Integer.parseInt(task.cpu()),
                  Integer.parseInt(task.memory()),
                  loop.now());
            });
  }

  private void stopAsked(Task task, @Nullable Activity activity) {
    var reason = Objects.requireNonNullElse(task.stoppedReason(), "");
    trace.line(
        loop.now(),
        activity == null ? "person" : activity.name(),
        () -> "stops " + task.taskArn() + " (" + task.startedBy() + "): " + reason);
    if (activity != null) {
      world.task(task.taskArn()).ifPresent(seen -> seen.stopAsked(reason, loop.now()));
    }
  }

  /** A call came faster than AWS takes them. */
  void throttled(String call) {
    if (call.equals("ecs:RunTask")) {
      world.runTaskCalls().throttle();
    }
    fault(call, "is above its rate");
  }

  /** A call took one of the last places in its rate. */
  void crowded(String call) {
    if (call.equals("ecs:RunTask")) {
      world.runTaskCalls().crowd();
    }
  }

  void fault(String what, String how) {
    var activity = loop.activity();
    trace.line(loop.now(), activity == null ? "-" : activity.name(), () -> "! " + what + " " + how);
  }

  /** Takes in an event as its service puts it. */
  void event(Map<String, Object> event) {
    var fields = new Fields(event);
    var detail = fields.object("detail").orElseThrow();
    if (detail.has("taskArn")) {
      task(detail);
    } else {
      world
          .broken()
          .add(
              new BrokenExecution(
                  detail.text("name"),
                  detail.text("status"),
                  detail.textOrNull("error"),
                  loop.now()));
      trace.line(
          loop.now(),
          "Step Functions",
          () ->
              detail.text("name") + " " + detail.text("status") + " " + detail.textOrNull("error"));
    }
  }

  private void task(Fields detail) {
    var arn = detail.text("taskArn");
    var status = detail.text("lastStatus");
    trace.line(
        loop.now(),
        "ECS",
        () ->
            "%s (%s) %s, to be %s, %s %s"
                .formatted(
                    arn,
                    detail.textOrNull("startedBy"),
                    status,
                    detail.textOrNull("desiredStatus"),
                    detail.textOrNull("stopCode"),
                    detail.textOrNull("stoppedReason")));
    world
        .task(arn)
        .ifPresent(task -> {
          if (status.equals("STOPPED")) {
            task.stopped(detail);
          } else if (task.runningAt() == null) {
            task.running(loop.now());
          }
        });
  }
}

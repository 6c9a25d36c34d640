package dev.longshore.cli.render;

import dev.longshore.job.Job;
import dev.longshore.json.Json;
import dev.longshore.json.Json.Building;
import dev.longshore.schedule.Schedule;
import dev.longshore.schedule.Schedule.At;
import dev.longshore.schedule.Schedule.Cron;
import dev.longshore.schedule.Schedule.Missed;
import dev.longshore.schedule.Schedule.Rate;
import dev.longshore.schedule.Schedule.Timing;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The schedules of a job, in a group of the stack's own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types in EventBridge Scheduler</a>
 */
final class ScheduleResources {

  /** What EventBridge Scheduler does at most, and at least, for a firing that is not delivered. */
  private static final int AGE_MAX_SECONDS = 86_400;

  private static final int AGE_MIN_SECONDS = 60;
  private static final int RETRIES_MAX = 185;

  private final Job job;
  private final LogicalId id;

  ScheduleResources(Job job) {
    this.job = job;
    this.id = LogicalId.of(job.name());
  }

  void addTo(Building resources) {
    var number = 0;
    for (var schedule : job.schedules()) {
      number++;
      resources.put(id.schedule(number), schedule(schedule, number).fields());
    }
  }

  private Building schedule(Schedule schedule, int number) {
    return Cfn.resource(
        "AWS::Scheduler::Schedule",
        Json.object()
            // The ARN, and with it the name, is part of the identity of each run.
            .put("Name", "%s.%d".formatted(job.name(), number))
            .put("GroupName", Cfn.ref("ScheduleGroup"))
            .put("ScheduleExpression", expression(schedule.timing()))
            .put("ScheduleExpressionTimezone", schedule.zone().getId())
            .put("FlexibleTimeWindow", window(schedule))
            .put("State", "ENABLED")
            .put("Target", target(schedule).fields()));
  }

  private static String expression(Timing timing) {
    return switch (timing) {
      case Cron(var cron) -> "cron(%s)".formatted(cron);
      case Rate(var every) ->
          "rate(%d %s)".formatted(every.toMinutes(), every.toMinutes() == 1 ? "minute" : "minutes");
      case At(var time) -> "at(%s)".formatted(time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
    };
  }

  private static Map<String, Object> window(Schedule schedule) {
    var window = schedule.window();
    return window == null
        ? Map.of("Mode", "OFF")
        : Json.object()
            .put("Mode", "FLEXIBLE")
            .put("MaximumWindowInMinutes", window.toMinutes())
            .fields();
  }

  private Building target(Schedule schedule) {
    var input =
        Json.object()
            .put("job", job.name().value())
            .put("schedule", "<aws.scheduler.schedule-arn>")
            .put("scheduledTime", "<aws.scheduler.scheduled-time>")
            .put("zone", schedule.zone().getId());
    var isDropped = schedule.missed() == Missed.NONE;
    return Json.object()
        .put("Arn", Cfn.ref("OpenScheduledRunFunction"))
        .put("RoleArn", Cfn.ref("SchedulerRole"))
        .put("Input", Json.write(input.fields()))
        .put(
            "RetryPolicy",
            Json.object()
                .put("MaximumEventAgeInSeconds", isDropped ? AGE_MIN_SECONDS : AGE_MAX_SECONDS)
                .put("MaximumRetryAttempts", isDropped ? 0 : RETRIES_MAX)
                .fields())
        .put("DeadLetterConfig", Map.of("Arn", Cfn.ref("DeadLetterQueue")));
  }
}

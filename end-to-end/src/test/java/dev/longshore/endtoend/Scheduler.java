package dev.longshore.endtoend;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * Fires the schedules that EventBridge Scheduler keeps, in its place: invokes their targets with
 * their payloads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">Context
 *     attributes</a>
 */
final class Scheduler implements AutoCloseable {

  private final LocalStack aws;
  private final String group;
  private final LambdaClient lambda;

  Scheduler(LocalStack aws, String group) {
    this.aws = aws;
    this.group = group;
    this.lambda =
        aws.configured(LambdaClient.builder())
            // A sweep that took longer would be tried again beside itself.
            .overrideConfiguration(config -> config.apiCallTimeout(Duration.ofMinutes(2)))
            .build();
  }

  /** Fires a schedule as Scheduler does: nobody waits for what comes of it. */
  void fire(String schedule) throws IOException, InterruptedException {
    var target = target(schedule);
    lambda.invoke(invoke ->
        invoke
            .functionName(target.text("Arn"))
            .invocationType(InvocationType.EVENT)
            .payload(payload(schedule, target)));
  }

  /** Fires a schedule and waits until its target has done its work. */
  void fireAndAwait(String schedule) throws IOException, InterruptedException {
    var target = target(schedule);
    var response =
        lambda.invoke(
            invoke -> invoke.functionName(target.text("Arn")).payload(payload(schedule, target)));
    if (response.functionError() != null) {
      throw new IllegalStateException(schedule + ": " + response.payload().asUtf8String());
    }
  }

  private Fields target(String schedule) throws IOException, InterruptedException {
    var path = "/schedules/%s?groupName=%s".formatted(schedule, group);
    return Json.parseObject(aws.call("GET", path, "scheduler")).object("Target").orElseThrow();
  }

  private SdkBytes payload(String schedule, Fields target) {
    var arn =
        "arn:aws:scheduler:%s:%s:schedule/%s/%s"
            .formatted(LocalStack.REGION, LocalStack.ACCOUNT, group, schedule);
    var time = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    return SdkBytes.fromUtf8String(
        target
            .text("Input")
            .replace("<aws.scheduler.schedule-arn>", arn)
            .replace("<aws.scheduler.scheduled-time>", time.toString()));
  }

  @Override
  public void close() {
    lambda.close();
  }
}

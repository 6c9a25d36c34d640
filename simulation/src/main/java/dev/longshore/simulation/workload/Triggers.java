package dev.longshore.simulation.workload;

import dev.longshore.job.Job;
import dev.longshore.json.Json;
import dev.longshore.local.call.HandlerDied;
import dev.longshore.local.lambda.LocalLambda.Answered;
import dev.longshore.local.scheduler.LocalScheduler;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.RunOpener.AlreadyOpen;
import dev.longshore.orchestration.RunOpener.Opened;
import dev.longshore.orchestration.RunOpener.Opening;
import dev.longshore.orchestration.RunOpener.Refused;
import dev.longshore.run.Trigger;
import dev.longshore.simulation.cloud.SimulatedCloud;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.world.AcceptedTrigger;
import dev.longshore.simulation.world.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Makes triggers. Schedules repeat theirs until it is accepted, persons may give up before; a queue
 * keeps its messages.
 */
public final class Triggers {

  private static final String OPEN_SCHEDULED = "OpenScheduledRun";
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final long DOUBLED_WITHIN_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final int POISON_ONE_IN = 8;
  private static final int GIVES_UP_ONE_IN = 3;
  private static final List<String> POISON =
      List.of("no JSON", "[1]", "{}", "{\"n\":\"one\"}", "{\"n\":1,\"m\":2}");

  private final SimulatedCloud cloud;
  private final Chances chances;
  private final RandomGenerator random;
  private final RandomGenerator patience;
  private final List<String> opened = new ArrayList<>();
  private int requests;
  private int pending;

  Triggers(SimulatedCloud cloud, Chances chances, RandomGenerator random) {
    this.cloud = cloud;
    this.chances = chances;
    this.random = random;
    this.patience = chances.stream(7);
  }

  /** The runs that somebody was told of, in that order. */
  List<String> opened() {
    return opened;
  }

  /** How many triggers are not accepted yet. */
  public int pending() {
    return pending;
  }

  /** Something that is to be done and repeated until it is. */
  private void doAt(Instant when, Runnable action) {
    pending++;
    var _ = cloud.loop().at(when, action);
  }

  void fireAt(Job job, Instant time) {
    doAt(time, () -> fire(job, time));
    chances
        .strike(Fault.TRIGGER_DOUBLED)
        .ifPresent(detail ->
            doAt(time.plusMillis(detail.nextLong(DOUBLED_WITHIN_MILLIS)), () -> fire(job, time)));
  }

  private void fire(Job job, Instant time) {
    var arn = LocalScheduler.arn(job, 0);
    var event =
        Json.object()
            .put("job", job.name())
            .put("schedule", arn)
            .put("scheduledTime", time)
            .put("zone", "UTC")
            .fields();
    var invocation = cloud.cloud().lambda().<Map<String, ?>, Object>invoke(OPEN_SCHEDULED, event);
    pending--;
    if (invocation instanceof Answered<Object>(var answer)) {
      accepted(job, "schedule", arn, time);
      if (answer instanceof Map<?, ?> fields && fields.get("runId") != null) {
        opened.add(String.valueOf(fields.get("runId")));
      }
    } else {
      doAt(cloud.loop().now().plus(AGAIN), () -> fire(job, time));
    }
  }

  private void accepted(Job job, String type, String id, Instant time) {
    cloud
        .world()
        .triggers()
        .add(new AcceptedTrigger(job.name().value(), type, id, time, cloud.loop().now()));
    cloud.trace().line(cloud.loop().now(), type, () -> "accepted " + job.name() + " " + id);
  }

  void requestAt(Job job, Instant time) {
    var id = "request-" + requests++;
    doAt(time, () -> request(job, Trigger.person(id, time)));
    chances
        .strike(Fault.TRIGGER_DOUBLED)
        .ifPresent(detail ->
            doAt(
                time.plusMillis(detail.nextLong(DOUBLED_WITHIN_MILLIS)),
                () -> request(job, Trigger.person(id, time))));
  }

  private void request(Job job, Trigger trigger) {
    cloud
        .world()
        .asked()
        .add(AcceptedTrigger.identity(job.name().value(), "person", trigger.id(), trigger.time()));
    Opening opening;
    try {
      opening =
          cloud.byHand(
              () -> cloud.cloud().opener().open(OpenRequest.of(job.name(), trigger, Map.of())));
    } catch (RuntimeException | HandlerDied e) {
      pending--;
      if (patience.nextInt(GIVES_UP_ONE_IN) != 0) {
        doAt(cloud.loop().now().plus(AGAIN), () -> request(job, trigger));
      }
      return;
    }
    pending--;
    switch (opening) {
      case Opened(var run) -> openedByHand(job, trigger, run.value());
      case AlreadyOpen(var run) -> openedByHand(job, trigger, run.value());
      case Refused(var reason) ->
          cloud.trace().line(cloud.loop().now(), "person", () -> job.name() + ": " + reason);
    }
  }

  private void openedByHand(Job job, Trigger trigger, String run) {
    accepted(job, "person", trigger.id(), trigger.time());
    opened.add(run);
  }

  void sendAt(Job job, int count, Instant time) {
    for (var i = 0; i < count; i++) {
      var isPoison = random.nextInt(POISON_ONE_IN) == 0;
      var body =
          isPoison
              ? POISON.get(random.nextInt(POISON.size()))
              : "{\"n\":%d}".formatted(random.nextInt(1000));
      doAt(time, () -> send(job, body, isPoison));
    }
  }

  private void send(Job job, String body, boolean isPoison) {
    pending--;
    var queue = cloud.queue(job.name());
    var response =
        cloud.undisturbed(() -> {
          var url =
              cloud
                  .sqs()
                  .getQueueUrl(GetQueueUrlRequest.builder().queueName(queue).build())
                  .queueUrl();
          return cloud
              .sqs()
              .sendMessage(SendMessageRequest.builder().queueUrl(url).messageBody(body).build());
        });
    cloud
        .world()
        .messages()
        .add(
            new SentMessage(
                job.name().value(), queue, response.messageId(), isPoison, cloud.loop().now()));
    cloud.trace().line(cloud.loop().now(), "message", () -> "sent " + response.messageId() + body);
  }
}

package dev.longshore.simulation;

import dev.longshore.job.Job;
import dev.longshore.run.RunId;
import dev.longshore.simulation.cloud.SimulatedCloud;
import dev.longshore.simulation.world.DeadLetter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** What stands in ledger and queues. */
final class Remains {

  private static final int MANY = 1_000_000;
  private static final int BATCH = 10;

  private Remains() {}

  /** What should be gone once everything has ended. */
  static List<String> of(SimulatedCloud cloud) {
    try {
      return left(cloud);
    } catch (IllegalStateException e) {
      return List.of("a ledger that cannot be read: " + e.getMessage());
    }
  }

  private static List<String> left(SimulatedCloud cloud) {
    var left = new ArrayList<String>();
    var ledger = cloud.cloud().ledger();
    ledger.openRuns(null, MANY).forEach(run -> left.add("the open run " + run));
    for (var job : cloud.world().jobs().keySet()) {
      var slot = ledger.slot(job).value();
      slot.holders().forEach(place -> left.add("a place of " + job + " held by " + place.run()));
      if (slot.waiting() != 0) {
        left.add("%d waiters counted by %s".formatted(slot.waiting(), job));
      }
      ledger.waiters(job, MANY).forEach(place -> left.add("the waiter " + place.run()));
    }
    var executions = cloud.cloud().stepFunctions().running();
    if (executions > 0) {
      left.add("%d executions".formatted(executions));
    }
    for (var versions : cloud.world().jobs().values()) {
      if (versions.getFirst().queued()) {
        messages(cloud, versions.getFirst(), left);
      }
    }
    return left;
  }

  private static void messages(SimulatedCloud cloud, Job job, List<String> left) {
    var attributes =
        cloud
            .sqs()
            .getQueueAttributes(request ->
                request
                    .queueUrl(url(cloud, cloud.queue(job.name())))
                    .attributeNames(QueueAttributeName.ALL))
            .attributes();
    for (var name :
        List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)) {
      if (!"0".equals(attributes.get(name))) {
        left.add("%s messages of %s (%s)".formatted(attributes.get(name), job.name(), name));
      }
    }
  }

  private static String url(SimulatedCloud cloud, String queue) {
    return cloud
        .sqs()
        .getQueueUrl(GetQueueUrlRequest.builder().queueName(queue).build())
        .queueUrl();
  }

  /** Takes down what lies in the dead-letter queues. */
  static void deadLetters(SimulatedCloud cloud) {
    for (var versions : cloud.world().jobs().values()) {
      var job = versions.getFirst();
      if (!job.queued()) {
        continue;
      }
      var queue = cloud.deadLetterQueue(job.name());
      while (true) {
        var request =
            ReceiveMessageRequest.builder()
                .queueUrl(url(cloud, queue))
                .maxNumberOfMessages(BATCH)
                .visibilityTimeout((int) Duration.ofHours(1).toSeconds())
                .messageAttributeNames("All")
                .build();
        var messages = cloud.sqs().receiveMessage(request).messages();
        if (messages.isEmpty()) {
          break;
        }
        for (var message : messages) {
          cloud
              .world()
              .deadLetters()
              .add(
                  new DeadLetter(
                      queue,
                      text(message.messageAttributes().get("messageId")),
                      text(message.messageAttributes().get("reason"))));
        }
      }
    }
  }

  private static @Nullable String text(@Nullable MessageAttributeValue value) {
    return value == null ? null : value.stringValue();
  }

  /** All runs that were ever opened. */
  static List<RunId> runs(SimulatedCloud cloud) {
    var ledger = cloud.cloud().ledger();
    var runs = new ArrayList<RunId>();
    var last = LocalDate.ofInstant(cloud.loop().now(), ZoneOffset.UTC);
    // Clocks that are off may have opened one a little before the first day or after the last.
    var day = LocalDate.ofInstant(Simulation.START, ZoneOffset.UTC).minusDays(1);
    for (; !day.isAfter(last.plusDays(1)); day = day.plusDays(1)) {
      runs.addAll(ledger.runsOpenedOn(day, MANY));
    }
    return runs;
  }
}

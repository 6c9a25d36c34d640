package dev.longshore.cli.demo;

import dev.longshore.aws.SqsDeadLetters;
import dev.longshore.local.host.LocalQueues;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The messages of the demo, over SQS's own protocol: it sends one for each week and a poisonous one
 * in their midst, and takes the latter out of the dead-letter queue. It waits on a thread of its
 * own.
 */
final class RainMessages {

  /** What no week begins on. */
  static final String POISON = "next tuesday";

  private static final int BATCH_MAX = 10;
  private static final int WAIT_SECONDS_MAX = 20;

  private final LocalQueues queues;
  private final List<String> bodies;
  private final Runnable onChange;
  private final Thread thread = Thread.ofVirtual().name("rain-messages").unstarted(this::work);
  private final AtomicInteger sent = new AtomicInteger();
  private volatile @Nullable String deadLetterReason;
  private volatile @Nullable String failure;

  /**
   * Messages for these weeks.
   *
   * @param onChange hears on the messages' thread of each step
   */
  RainMessages(LocalQueues queues, List<LocalDate> weeks, Runnable onChange) {
    this.queues = queues;
    this.bodies = bodies(weeks);
    this.onChange = onChange;
  }

  static List<String> bodies(List<LocalDate> weeks) {
    var bodies = new ArrayList<String>();
    weeks.forEach(week -> bodies.add(body(week.toString())));
    bodies.add(bodies.size() / 2, body(POISON));
    return List.copyOf(bodies);
  }

  private static String body(String week) {
    return "{\"week\": \"%s\"}".formatted(week);
  }

  void start() {
    thread.start();
  }

  /** Breaks off what it waits for. */
  void stop() {
    thread.interrupt();
  }

  /** How many there are, the poisonous one included. */
  int count() {
    return bodies.size();
  }

  int sent() {
    return sent.get();
  }

  /** Why the poisonous one is in the dead-letter queue; null as long as it is not. */
  @Nullable String deadLetterReason() {
    return deadLetterReason;
  }

  /** Why it could not go on; null unless so. */
  @Nullable String failure() {
    return failure;
  }

  private void work() {
    try {
      var sqs = queues.client();
      var url = queues.urls().get(DemoJobs.RAIN);
      bodies.stream()
          .gather(Gatherers.windowFixed(BATCH_MAX))
          .forEach(part -> send(sqs, url, part));
      takeDeadLetter(sqs, queues.deadLetterUrls().get(DemoJobs.RAIN));
    } catch (RuntimeException e) {
      // Nobody would wait for the messages of a thread that has died, and the demo would not end.
      failure = "the queue does not answer: " + e;
      onChange.run();
    }
  }

  private void send(SqsClient sqs, @Nullable String url, List<String> part) {
    var entries =
        IntStream.range(0, part.size())
            .mapToObj(i ->
                SendMessageBatchRequestEntry.builder().id("m" + i).messageBody(part.get(i)).build())
            .toList();
    var answer =
        sqs.sendMessageBatch(
            SendMessageBatchRequest.builder().queueUrl(url).entries(entries).build());
    sent.addAndGet(answer.successful().size());
    onChange.run();
  }

  private void takeDeadLetter(SqsClient sqs, @Nullable String url) {
    while (deadLetterReason == null && !Thread.currentThread().isInterrupted()) {
      var request =
          ReceiveMessageRequest.builder()
              .queueUrl(url)
              .messageAttributeNames("All")
              .waitTimeSeconds(WAIT_SECONDS_MAX)
              .build();
      for (var message : sqs.receiveMessage(request).messages()) {
        deadLetterReason = reason(message);
        var _ =
            sqs.deleteMessage(
                DeleteMessageRequest.builder()
                    .queueUrl(url)
                    .receiptHandle(message.receiptHandle())
                    .build());
        onChange.run();
      }
    }
  }

  private static String reason(Message message) {
    var reason = message.messageAttributes().get(SqsDeadLetters.REASON);
    return reason == null ? "no reason" : textOf(reason);
  }

  private static String textOf(MessageAttributeValue value) {
    return value.stringValue();
  }
}

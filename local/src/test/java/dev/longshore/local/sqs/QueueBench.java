package dev.longshore.local.sqs;

import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.loop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Queues to test with, on a loop in virtual or in real time. */
interface QueueBench extends AutoCloseable {

  EventLoop loop();

  SqsClient sqs();

  /** Starts to invoke a function with the messages of a queue. */
  AutoCloseable source(String queue, LocalLambda lambda, String function);

  /** Runs the loop until {@code done}, which must be so in the end. */
  void runUntil(BooleanSupplier done);

  /** Runs the loop for some time. */
  void runFor(Duration time);

  @Override
  void close();

  default String url(String queue) {
    return sqs().getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  default void send(String queue, String body) {
    var url = url(queue);
    sqs().sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  /** Sends messages, ten at a time. */
  default void sendAll(String queue, List<String> bodies) {
    var url = url(queue);
    for (var from = 0; from < bodies.size(); from += 10) {
      var some = bodies.subList(from, Math.min(from + 10, bodies.size()));
      var entries =
          some.stream()
              .map(body ->
                  SendMessageBatchRequestEntry.builder()
                      .id("e" + some.indexOf(body))
                      .messageBody(body)
                      .build())
              .toList();
      sqs().sendMessageBatch(request -> request.queueUrl(url).entries(entries));
    }
  }

  /** How many messages a queue has, also those that somebody has received. */
  default int size(String queue) {
    var url = url(queue);
    var attributes =
        sqs()
            .getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
        + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
  }

  private static int count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Integer.parseInt(attributes.getOrDefault(name, "0"));
  }

  /** What can be received at once. */
  default List<Message> receive(String queue) {
    var url = url(queue);
    return sqs()
        .receiveMessage(request ->
            request
                .queueUrl(url)
                .maxNumberOfMessages(10)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .messageAttributeNames("All"))
        .messages();
  }
}

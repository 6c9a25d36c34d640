package dev.longshore.endtoend;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The queue of the job `letters`, and its dead-letter queue.
 *
 * @param prefix what the names of queues begin with
 */
record Letters(SqsClient sqs, String prefix) {

  /** A message that no run comes of. */
  static final String POISON = "{\"number\": \"many\"}";

  private static final int BATCH = 10;

  /** Sends so many messages, the last of which is poison. */
  void send(int count) {
    var url = url("letters");
    for (var from = 0; from < count; from += BATCH) {
      var entries =
          IntStream.range(from, Math.min(from + BATCH, count))
              .mapToObj(i ->
                  SendMessageBatchRequestEntry.builder()
                      .id("m" + i)
                      .messageBody(i == count - 1 ? POISON : "{\"number\": %d}".formatted(i))
                      .build())
              .toList();
      sqs.sendMessageBatch(batch -> batch.queueUrl(url).entries(entries));
    }
  }

  /** The dead letters, each with its reason. */
  List<String> dead() {
    var url = url("letters_dead");
    return sqs
        .receiveMessage(receive ->
            receive
                .queueUrl(url)
                .maxNumberOfMessages(BATCH)
                .waitTimeSeconds(1)
                .visibilityTimeout(0)
                .messageAttributeNames("All"))
        .messages()
        .stream()
        .map(message -> message.body() + ": " + reason(message))
        .toList();
  }

  private static String reason(Message message) {
    return Objects.requireNonNull(message.messageAttributes().get("reason")).stringValue();
  }

  /** How many messages are in the queue, seen or not. */
  int waiting() {
    return count(url("letters"));
  }

  /** How many messages are in any queue. */
  int count(String url) {
    var attributes =
        sqs.getQueueAttributes(get ->
                get.queueUrl(url)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributesAsStrings();
    return attributes.values().stream().mapToInt(Integer::parseInt).sum();
  }

  private String url(String queue) {
    return sqs.getQueueUrl(get -> get.queueName(prefix + queue)).queueUrl();
  }
}

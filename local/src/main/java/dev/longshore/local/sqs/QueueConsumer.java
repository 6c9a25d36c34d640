package dev.longshore.local.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.longshore.local.lambda.LocalLambda.Answered;
import dev.longshore.local.lambda.LocalLambda.Failed;
import dev.longshore.local.lambda.LocalLambda.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * What Lambda does with the messages of a queue, where the function reports the items of a batch
 * that failed: it receives a batch, invokes the function with it, and deletes what succeeded. The
 * rest comes again after the visibility time-out.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">How
 *     Lambda handles errors for an SQS event source</a>
 */
final class QueueConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(QueueConsumer.class);
  private static final int BATCH_MAX = 10;

  private final SqsClient sqs;
  private final String url;
  private final String arn;
  private final String region;

  /** The consumer of the queue at a URL. */
  QueueConsumer(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
    this.arn = JobQueue.arn(sqs, url);
    this.region = arn.split(":", -1)[3];
  }

  /** Up to ten messages, for which it waits up to {@code wait} where that can be waited for. */
  List<Message> receive(Duration wait) {
    return sqs.receiveMessage(
            ReceiveMessageRequest.builder()
                .queueUrl(url)
                .maxNumberOfMessages(BATCH_MAX)
                .waitTimeSeconds((int) wait.toSeconds())
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .messageAttributeNames("All")
                .build())
        .messages();
  }

  /** The event that the function is invoked with. */
  SQSEvent event(List<Message> batch) {
    var event = new SQSEvent();
    event.setRecords(batch.stream().map(this::record).toList());
    return event;
  }

  private SQSMessage record(Message message) {
    var record = new SQSMessage();
    record.setMessageId(message.messageId());
    record.setReceiptHandle(message.receiptHandle());
    record.setBody(message.body());
    record.setMd5OfBody(message.md5OfBody());
    record.setMd5OfMessageAttributes(message.md5OfMessageAttributes());
    record.setAttributes(message.attributesAsStrings());
    record.setMessageAttributes(
        message.messageAttributes().entrySet().stream()
            .collect(
                Collectors.toMap(
                    attribute -> attribute.getKey(),
                    attribute -> attribute(attribute.getValue()))));
    record.setEventSource("aws:sqs");
    record.setEventSourceArn(arn);
    record.setAwsRegion(region);
    return record;
  }

  private static MessageAttribute attribute(MessageAttributeValue value) {
    var attribute = new MessageAttribute();
    attribute.setDataType(value.dataType());
    attribute.setStringValue(value.stringValue());
    attribute.setBinaryValue(
        value.binaryValue() == null ? null : value.binaryValue().asByteBuffer());
    attribute.setStringListValues(List.of());
    attribute.setBinaryListValues(List.of());
    return attribute;
  }

  /** Deletes the messages of a batch that the function is done with. */
  void acknowledge(List<Message> batch, Invocation<SQSBatchResponse> invocation) {
    var done =
        switch (invocation) {
          case Failed<SQSBatchResponse> _ -> List.<Message>of();
          case Answered<SQSBatchResponse>(var response) -> succeeded(batch, response);
        };
    if (!done.isEmpty()) {
      delete(done);
    }
  }

  private static List<Message> succeeded(List<Message> batch, @Nullable SQSBatchResponse response) {
    if (response == null || response.getBatchItemFailures() == null) {
      return batch;
    }
    var failed =
        response.getBatchItemFailures().stream()
            .map(BatchItemFailure::getItemIdentifier)
            .collect(Collectors.toSet());
    var ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
    if (!ids.containsAll(failed)) {
      // Lambda takes an answer that names what was not in the batch for none.
      return List.of();
    }
    return batch.stream().filter(message -> !failed.contains(message.messageId())).toList();
  }

  private void delete(List<Message> messages) {
    var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
    for (var message : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(message.receiptHandle())
              .build());
    }
    var response =
        sqs.deleteMessageBatch(
            DeleteMessageBatchRequest.builder().queueUrl(url).entries(entries).build());
    for (var failure : response.failed()) {
      LOG.atWarn()
          .addKeyValue("queue", url)
          .addKeyValue("reason", failure.message())
          .log("message not deleted, comes again");
    }
  }
}

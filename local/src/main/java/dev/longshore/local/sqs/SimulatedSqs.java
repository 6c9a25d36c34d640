package dev.longshore.local.sqs;

import dev.longshore.local.call.Calls;
import dev.longshore.local.loop.EventLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * SQS with standard queues, on an event loop in virtual time. It hands messages out in the order in
 * which they came, each once. Nobody can wait for a message in virtual time, so receiving never
 * does: {@link #onVisible} says when it is worth while.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">Amazon
 *     SQS API</a>
 */
public final class SimulatedSqs implements SqsClient {

  static final int RECEIVED_MAX = 10;
  static final int WAIT_SECONDS_MAX = 20;

  private final SimulatedQueues queues;
  private final Calls calls;
  private final RandomGenerator random;

  /**
   * @param account that its queues are in, 12 digits
   * @param random where messages have their ids from
   */
  public SimulatedSqs(
      EventLoop loop, String account, String region, Calls calls, RandomGenerator random) {
    this.queues = new SimulatedQueues(loop, account, region);
    this.calls = calls;
    this.random = random;
  }

  /**
   * Sees to it that {@code listener} is called, on the loop, each time that a message of the queue
   * becomes visible: sent, back after its visibility time-out, or moved there.
   */
  public void onVisible(String queueName, Runnable listener) {
    queues.named(queueName).onVisible(listener);
  }

  @Override
  public CreateQueueResponse createQueue(CreateQueueRequest request) {
    return calls.make(
        "sqs:CreateQueue",
        () -> CreateQueueResponse.builder().queueUrl(queues.create(request).url()).build());
  }

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    return calls.make(
        "sqs:GetQueueUrl",
        () ->
            GetQueueUrlResponse.builder()
                .queueUrl(queues.named(request.queueName()).url())
                .build());
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    return calls.make(
        "sqs:GetQueueAttributes",
        () -> {
          var attributes = queues.at(request.queueUrl()).attributes();
          if (!request.attributeNamesAsStrings().contains("All")) {
            attributes.keySet().retainAll(request.attributeNames());
          }
          return GetQueueAttributesResponse.builder().attributes(attributes).build();
        });
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return calls.make(
        "sqs:SendMessage",
        () -> {
          var message =
              queues
                  .at(request.queueUrl())
                  .send(
                      messageId(),
                      request.messageBody(),
                      request.messageAttributes(),
                      request.delaySeconds());
          return SendMessageResponse.builder().messageId(message.id()).build();
        });
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    return calls.make(
        "sqs:SendMessageBatch",
        () -> {
          var queue = queues.at(request.queueUrl());
          Batch.check(request.entries(), SendMessageBatchRequestEntry::id);
          MessageLimits.checkSize(request.entries());
          var batch =
              Batch.carryOut(
                  request.entries(), SendMessageBatchRequestEntry::id, entry -> send(queue, entry));
          return SendMessageBatchResponse.builder()
              .successful(batch.done())
              .failed(batch.failed())
              .build();
        });
  }

  private SendMessageBatchResultEntry send(
      SimulatedQueue queue, SendMessageBatchRequestEntry entry) {
    var message =
        queue.send(
            messageId(), entry.messageBody(), entry.messageAttributes(), entry.delaySeconds());
    return SendMessageBatchResultEntry.builder().id(entry.id()).messageId(message.id()).build();
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    return calls.make(
        "sqs:ReceiveMessage",
        () -> {
          var max = Objects.requireNonNullElse(request.maxNumberOfMessages(), 1);
          checkRange("MaxNumberOfMessages", max, 1, RECEIVED_MAX);
          checkRange(
              "WaitTimeSeconds",
              Objects.requireNonNullElse(request.waitTimeSeconds(), 0),
              0,
              WAIT_SECONDS_MAX);
          var queue = queues.at(request.queueUrl());
          var received = queue.receive(max, timeout(request, queue), queues.deadLetters(queue));
          return ReceiveMessageResponse.builder()
              .messages(
                  received.stream()
                      .map(message ->
                          message.toMessage(
                              request.messageSystemAttributeNamesAsStrings(),
                              request.messageAttributeNames()))
                      .toList())
              .build();
        });
  }

  private static Duration timeout(ReceiveMessageRequest request, SimulatedQueue queue) {
    if (request.visibilityTimeout() == null) {
      return queue.settings().visibilityTimeout();
    }
    checkRange(
        "VisibilityTimeout", request.visibilityTimeout(), 0, QueueSettings.VISIBILITY_TIMEOUT_MAX);
    return Duration.ofSeconds(request.visibilityTimeout());
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    return calls.make(
        "sqs:DeleteMessage",
        () -> {
          queues.at(request.queueUrl()).delete(request.receiptHandle());
          return DeleteMessageResponse.builder().build();
        });
  }

  @Override
  public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
    return calls.make(
        "sqs:DeleteMessageBatch",
        () -> {
          var queue = queues.at(request.queueUrl());
          Batch.check(request.entries(), DeleteMessageBatchRequestEntry::id);
          var batch =
              Batch.carryOut(
                  request.entries(),
                  DeleteMessageBatchRequestEntry::id,
                  entry -> delete(queue, entry));
          return DeleteMessageBatchResponse.builder()
              .successful(batch.done())
              .failed(batch.failed())
              .build();
        });
  }

  private static DeleteMessageBatchResultEntry delete(
      SimulatedQueue queue, DeleteMessageBatchRequestEntry entry) {
    queue.delete(entry.receiptHandle());
    return DeleteMessageBatchResultEntry.builder().id(entry.id()).build();
  }

  @Override
  public ChangeMessageVisibilityResponse changeMessageVisibility(
      ChangeMessageVisibilityRequest request) {
    return calls.make(
        "sqs:ChangeMessageVisibility",
        () -> {
          queues
              .at(request.queueUrl())
              .changeVisibility(request.receiptHandle(), request.visibilityTimeout());
          return ChangeMessageVisibilityResponse.builder().build();
        });
  }

  private static void checkRange(String parameter, int value, int min, int max) {
    if (value < min || value > max) {
      throw SqsErrors.invalidParameter(
          "Value %d for parameter %s is invalid. Reason: Must be between %d and %d, if provided."
              .formatted(value, parameter, min, max));
    }
  }

  private String messageId() {
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}

package dev.longshore.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** The dead-letter queues of the jobs' queues. */
public final class SqsDeadLetters {

  /** The attribute that says why a message is there. */
  public static final String REASON = "reason";

  /** The attribute that says which message it was in its own queue. */
  public static final String MESSAGE_ID = "messageId";

  private static final int REASON_MAX = 1024;

  private final SqsClient sqs;
  private final Deployment deployment;
  private final Map<String, String> urls = new ConcurrentHashMap<>();

  public SqsDeadLetters(SqsClient sqs, Deployment deployment) {
    this.sqs = sqs;
    this.deployment = deployment;
  }

  /**
   * Puts a message of {@code queue} into its dead-letter queue. Only after that may it be
   * acknowledged.
   */
  public void send(String queue, String messageId, String body, String reason) {
    var _ =
        sqs.sendMessage(
            SendMessageRequest.builder()
                .queueUrl(urls.computeIfAbsent(deployment.deadLetterQueue(queue), this::url))
                .messageBody(body)
                .messageAttributes(Map.of(REASON, text(reason), MESSAGE_ID, text(messageId)))
                .build());
  }

  private String url(String queue) {
    return sqs.getQueueUrl(GetQueueUrlRequest.builder().queueName(queue).build()).queueUrl();
  }

  private static MessageAttributeValue text(String value) {
    var bounded = value.length() > REASON_MAX ? value.substring(0, REASON_MAX) : value;
    return MessageAttributeValue.builder().dataType("String").stringValue(bounded).build();
  }
}

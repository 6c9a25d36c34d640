package dev.longshore.aws;

import java.nio.charset.StandardCharsets;
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
  private static final int UTF8_BYTES_MAX = 3;

  /**
   * A message's size counts its attributes; room for them is kept free of the 1 MiB.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
   *     quotas</a>
   */
  static final int BODY_BYTES_MAX = (1 << 20) - 8 * 1024;

  private final SqsClient sqs;
  private final Deployment deployment;
  private final Map<String, String> urls = new ConcurrentHashMap<>();

  public SqsDeadLetters(SqsClient sqs, Deployment deployment) {
    this.sqs = sqs;
    this.deployment = deployment;
  }

  /**
   * Puts a message of {@code queue} into its dead-letter queue, cut if there is no room for all of
   * it beside the reason. Only after that may it be acknowledged.
   */
  public void send(String queue, String messageId, String body, String reason) {
    var fitting = fitting(body);
    var told = fitting.length() < body.length() ? "(cut to fit) " + reason : reason;
    var _ =
        sqs.sendMessage(
            SendMessageRequest.builder()
                .queueUrl(urls.computeIfAbsent(deployment.deadLetterQueue(queue), this::url))
                .messageBody(fitting)
                .messageAttributes(Map.of(REASON, text(told), MESSAGE_ID, text(messageId)))
                .build());
  }

  private static String fitting(String body) {
    if (body.length() <= BODY_BYTES_MAX / UTF8_BYTES_MAX) {
      return body;
    }
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var end = Math.min(bytes.length, BODY_BYTES_MAX);
    while (end < bytes.length && end > 0 && isContinuation(bytes[end])) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  private String url(String queue) {
    return sqs.getQueueUrl(GetQueueUrlRequest.builder().queueName(queue).build()).queueUrl();
  }

  private static MessageAttributeValue text(String value) {
    var bounded = value.length() > REASON_MAX ? value.substring(0, REASON_MAX) : value;
    return MessageAttributeValue.builder().dataType("String").stringValue(bounded).build();
  }
}

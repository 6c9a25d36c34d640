package dev.longshore.local.sqs;

import dev.longshore.local.loop.EventLoop.Timer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message of a simulated queue. */
final class SimulatedMessage {

  private static final char RECEIPT_SEPARATOR = '#';

  private final String id;
  private final String body;
  private final Map<String, MessageAttributeValue> attributes;
  private final Instant sentAt;

  private Instant visibleAt;
  private int receiveCount;
  private @Nullable Instant firstReceivedAt;
  private @Nullable String deadLetterSource;
  private @Nullable Timer appearance;

  SimulatedMessage(
      String id,
      String body,
      Map<String, MessageAttributeValue> attributes,
      Instant sentAt,
      Instant visibleAt) {
    this.id = id;
    this.body = body;
    this.attributes = Map.copyOf(attributes);
    this.sentAt = sentAt;
    this.visibleAt = visibleAt;
  }

  /** The id of the message that was received with {@code receipt}. */
  static String idOf(@Nullable String receipt) {
    if (receipt == null) {
      throw SqsErrors.missingParameter("ReceiptHandle");
    }
    var end = receipt.lastIndexOf(RECEIPT_SEPARATOR);
    if (end < 0) {
      throw SqsErrors.invalidReceipt();
    }
    return receipt.substring(0, end);
  }

  String id() {
    return id;
  }

  Instant sentAt() {
    return sentAt;
  }

  Instant visibleAt() {
    return visibleAt;
  }

  int receiveCount() {
    return receiveCount;
  }

  boolean isVisible(Instant now) {
    return !visibleAt.isAfter(now);
  }

  boolean wasReceived() {
    return receiveCount > 0;
  }

  /** Whether {@code receipt} is of the last time that it was received. */
  boolean isHeldBy(String receipt) {
    return receipt.equals(receipt());
  }

  void received(Instant now) {
    receiveCount++;
    if (firstReceivedAt == null) {
      firstReceivedAt = now;
    }
  }

  void movedFrom(String queueArn) {
    deadLetterSource = queueArn;
  }

  /** It is shown from {@code when} on, and {@code timer} says so then. */
  void appears(Instant when, Timer timer) {
    gone();
    visibleAt = when;
    appearance = timer;
  }

  /** Nobody is to hear of it any more. */
  void gone() {
    if (appearance != null) {
      appearance.cancel();
    }
  }

  /** The message as it is received, with what was asked for of its attributes. */
  Message toMessage(List<String> systemNames, List<String> names) {
    var system = new EnumMap<MessageSystemAttributeName, String>(MessageSystemAttributeName.class);
    systemAttributes()
        .forEach((name, value) -> {
          if (systemNames.contains("All") || systemNames.contains(name.toString())) {
            system.put(name, value);
          }
        });
    var own = new TreeMap<>(attributes);
    own.keySet().removeIf(name -> names.stream().noneMatch(wanted -> selects(wanted, name)));
    return Message.builder()
        .messageId(id)
        .receiptHandle(receipt())
        .body(body)
        .attributes(system)
        .messageAttributes(own)
        .build();
  }

  private static boolean selects(String wanted, String name) {
    return wanted.equals("All")
        || wanted.equals(name)
        || (wanted.endsWith(".*") && name.startsWith(wanted.substring(0, wanted.length() - 2)));
  }

  private Map<MessageSystemAttributeName, String> systemAttributes() {
    var system = new EnumMap<MessageSystemAttributeName, String>(MessageSystemAttributeName.class);
    system.put(MessageSystemAttributeName.SENT_TIMESTAMP, millis(sentAt));
    system.put(
        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(receiveCount));
    if (firstReceivedAt != null) {
      system.put(
          MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP, millis(firstReceivedAt));
    }
    if (deadLetterSource != null) {
      system.put(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, deadLetterSource);
    }
    return system;
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  private String receipt() {
    return id + RECEIPT_SEPARATOR + receiveCount;
  }
}

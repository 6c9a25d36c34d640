package dev.longshore.local.sqs;

import dev.longshore.local.loop.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A simulated queue: its messages, in the order in which they came. */
final class SimulatedQueue {

  private final EventLoop loop;
  private final String url;
  private final String arn;
  private final QueueSettings settings;
  private final Map<String, SimulatedMessage> messages = new LinkedHashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();

  SimulatedQueue(EventLoop loop, String url, String arn, QueueSettings settings) {
    this.loop = loop;
    this.url = url;
    this.arn = arn;
    this.settings = settings;
  }

  String url() {
    return url;
  }

  String arn() {
    return arn;
  }

  QueueSettings settings() {
    return settings;
  }

  void onVisible(Runnable listener) {
    listeners.add(listener);
  }

  SimulatedMessage send(
      String id,
      String body,
      Map<String, MessageAttributeValue> attributes,
      @Nullable Integer delaySeconds) {
    MessageLimits.checkMessage(body, attributes, settings.bytesMax());
    if (delaySeconds != null && (delaySeconds < 0 || delaySeconds > QueueSettings.DELAY_MAX)) {
      throw SqsErrors.invalidParameter(
          "Value %d for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= %d."
              .formatted(delaySeconds, QueueSettings.DELAY_MAX));
    }
    var now = loop.instant();
    var delay = delaySeconds == null ? settings.delay() : Duration.ofSeconds(delaySeconds);
    var message = new SimulatedMessage(id, body, attributes, now, now.plus(delay));
    add(message, message.visibleAt());
    return message;
  }

  /**
   * Takes up to {@code max} messages that are visible out of sight for {@code timeout}; those that
   * were received too often go to {@code deadLetters} instead.
   */
  List<SimulatedMessage> receive(
      int max, Duration timeout, @Nullable Consumer<SimulatedMessage> deadLetters) {
    expire();
    var now = loop.instant();
    var received = new ArrayList<SimulatedMessage>();
    var candidates = messages.values().iterator();
    while (candidates.hasNext() && received.size() < max) {
      var message = candidates.next();
      if (!message.isVisible(now)) {
        continue;
      }
      if (deadLetters != null && isReceivedTooOften(message)) {
        candidates.remove();
        message.movedFrom(arn);
        deadLetters.accept(message);
      } else {
        message.received(now);
        appear(message, now.plus(timeout));
        received.add(message);
      }
    }
    return received;
  }

  private boolean isReceivedTooOften(SimulatedMessage message) {
    var redrive = settings.redrive();
    return redrive != null && message.receiveCount() >= redrive.maxReceiveCount();
  }

  /** Takes in a message that could not be worked on where it was. */
  void takeDeadLetter(SimulatedMessage message) {
    add(message, loop.instant());
  }

  /**
   * Deletes the message that was received with {@code receipt}. If it was received again since
   * then, or is gone, that succeeds and does nothing.
   */
  void delete(String receipt) {
    var message = messages.get(SimulatedMessage.idOf(receipt));
    if (message != null && message.isHeldBy(receipt)) {
      message.gone();
      messages.remove(message.id());
    }
  }

  void changeVisibility(String receipt, @Nullable Integer seconds) {
    if (seconds == null || seconds < 0 || seconds > QueueSettings.VISIBILITY_TIMEOUT_MAX) {
      throw SqsErrors.invalidParameter(
          "Value %s for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and %d."
              .formatted(seconds, QueueSettings.VISIBILITY_TIMEOUT_MAX));
    }
    var message = messages.get(SimulatedMessage.idOf(receipt));
    if (message == null || !message.isHeldBy(receipt)) {
      throw SqsErrors.invalidParameter(
          "Value %s for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change."
              .formatted(receipt));
    }
    var now = loop.instant();
    if (message.isVisible(now)) {
      throw SqsErrors.notInFlight();
    }
    appear(message, now.plusSeconds(seconds));
  }

  Map<QueueAttributeName, String> attributes() {
    expire();
    var now = loop.instant();
    var visible = messages.values().stream().filter(message -> message.isVisible(now)).count();
    var delayed =
        messages.values().stream()
            .filter(message -> !message.isVisible(now) && !message.wasReceived())
            .count();
    var inFlight = messages.size() - visible - delayed;
    var attributes = settings.attributes();
    attributes.put(QueueAttributeName.QUEUE_ARN, arn);
    attributes.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Long.toString(visible));
    attributes.put(
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, Long.toString(delayed));
    attributes.put(
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, Long.toString(inFlight));
    return attributes;
  }

  private void add(SimulatedMessage message, Instant visibleAt) {
    messages.put(message.id(), message);
    appear(message, visibleAt);
  }

  private void appear(SimulatedMessage message, Instant when) {
    message.appears(when, loop.at(when, () -> listeners.forEach(Runnable::run)));
  }

  private void expire() {
    var oldest = loop.instant().minus(settings.retention());
    messages
        .values()
        .removeIf(message -> {
          var isOver = !message.sentAt().isAfter(oldest);
          if (isOver) {
            message.gone();
          }
          return isOver;
        });
  }
}

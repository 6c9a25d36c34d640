package dev.longshore.local.sqs;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.DeduplicationId;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageId;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.QueueData;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** ElasticMQ's queues and messages as they are kept, and back. */
final class ElasticTranslation {

  private ElasticTranslation() {}

  static StoredQueue stored(QueueData queue) {
    var redrive =
        java(queue.deadLettersQueue())
            .map(dead -> new StoredQueue.Redrive(dead.name(), dead.maxReceiveCount()));
    return new StoredQueue(
        queue.name(),
        java.time.Duration.ofMillis(queue.defaultVisibilityTimeout().millis()),
        queue.delay(),
        queue.receiveMessageWait(),
        queue.created().toInstant(),
        redrive.orElse(null),
        queue.isFifo(),
        queue.hasContentBasedDeduplication());
  }

  static CreateQueueData restored(StoredQueue queue) {
    var created = Option.apply(time(queue.createdAt()));
    var redrive =
        Optional.ofNullable(queue.redrive())
            .map(dead -> new DeadLettersQueueData(dead.deadLetterQueue(), dead.maxReceiveCount()));
    return new CreateQueueData(
        queue.name(),
        Option.apply(new MillisVisibilityTimeout(queue.visibilityTimeout().toMillis())),
        Option.apply(queue.delay()),
        Option.apply(queue.receiveWait()),
        created,
        created,
        OptionConverters.toScala(redrive),
        queue.isFifo(),
        queue.hasContentBasedDeduplication(),
        Option.empty(),
        Option.empty(),
        scala(Map.of()));
  }

  static StoredMessage stored(InternalMessage message) {
    var attributes =
        CollectionConverters.asJava(message.messageAttributes()).entrySet().stream()
            .map(attribute -> fields(attribute.getKey(), attribute.getValue()))
            .toList();
    var details =
        Json.object()
            .putFilled("attributes", attributes)
            .put("group", orNull(message.messageGroupId()))
            .put(
                "deduplication",
                java(message.messageDeduplicationId()).map(DeduplicationId::id).orElse(null))
            .put("sequence", orNull(message.sequenceNumber()))
            .put("trace", java(message.tracingId()).map(TracingId::id).orElse(null))
            .put("deadLetterSource", orNull(message.deadLetterSourceQueueName()));
    return new StoredMessage(
        message.id(),
        message.created().toInstant(),
        visibleFrom(message),
        message.receiveCount(),
        message.content().value(),
        Json.write(details.fields()));
  }

  // Who waits for a message has it before it is kept; its next delivery is then when his time is
  // over.
  private static Instant visibleFrom(InternalMessage message) {
    return message.receiveCount() == 0
        ? Instant.ofEpochMilli(message.nextDelivery())
        : message.created().toInstant();
  }

  /** The message of a queue, in nobody's hands. */
  static InternalMessage restored(StoredMessage message, boolean isFifo) {
    var details = Json.parseObject(message.details());
    var attributes = new HashMap<String, MessageAttribute>();
    for (var fields : details.objects("attributes")) {
      attributes.put(fields.text("name"), attribute(fields));
    }
    // ElasticMQ knows by its receipts that a message was received before, and a message that is
    // moved to the dead-letter queue leaves its own by the last of them.
    var receipts =
        message.receiveCount() == 0
            ? List.<String>of()
            : List.of(DeliveryReceipt.generate(new MessageId(message.id())).receipt());
    return new InternalMessage(
        message.id(),
        CollectionConverters.<String>asScala(new java.util.ArrayList<>(receipts)),
        message.visibleFrom().toEpochMilli(),
        new MessageContent(message.body()),
        scala(attributes),
        time(message.sentAt()),
        0,
        NeverReceived$.MODULE$,
        message.receiveCount(),
        isFifo,
        option(details.textOrNull("group")),
        option(details.textOrNull("deduplication")).map(DeduplicationId::new),
        option(details.textOrNull("trace")).map(TracingId::new),
        option(details.textOrNull("sequence")),
        option(details.textOrNull("deadLetterSource")));
  }

  private static Map<String, Object> fields(String name, MessageAttribute attribute) {
    var value =
        switch (attribute) {
          case StringMessageAttribute text -> text.stringValue();
          case NumberMessageAttribute number -> number.stringValue();
          case BinaryMessageAttribute binary -> binary.asBase64();
          default -> throw new IllegalArgumentException("no known attribute: " + attribute);
        };
    return Json.object()
        .put("name", name)
        .put("type", attribute.getDataType())
        .put("value", value)
        .fields();
  }

  private static MessageAttribute attribute(Fields fields) {
    var type = fields.text("type");
    var dot = type.indexOf('.');
    var own = dot < 0 ? Option.<String>empty() : Option.apply(type.substring(dot + 1));
    var value = fields.text("value");
    return switch (dot < 0 ? type : type.substring(0, dot)) {
      case "String" -> new StringMessageAttribute(value, own);
      case "Number" -> new NumberMessageAttribute(value, own);
      case "Binary" -> BinaryMessageAttribute.fromBase64(value, own);
      default -> throw new IllegalArgumentException("no known type of attribute: " + type);
    };
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static <T> Optional<T> java(Option<T> option) {
    return OptionConverters.toJava(option);
  }

  private static @Nullable String orNull(Option<String> option) {
    return java(option).orElse(null);
  }

  private static Option<String> option(@Nullable String value) {
    return OptionConverters.toScala(Optional.ofNullable(value));
  }

  private static <V> scala.collection.immutable.Map<String, V> scala(Map<String, V> map) {
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(map));
  }
}

package dev.longshore.local.sqs;

import dev.longshore.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue as it is kept in the data folder.
 *
 * @param delay how long a message is not shown after it was sent
 * @param receiveWait how long a receiver waits for a message that does not say so itself
 * @param redrive null where messages are received for ever
 */
record StoredQueue(
    String name,
    Duration visibilityTimeout,
    Duration delay,
    Duration receiveWait,
    Instant createdAt,
    @Nullable Redrive redrive,
    boolean isFifo,
    boolean hasContentBasedDeduplication) {

  /** Where a message goes that was received too often. */
  record Redrive(String deadLetterQueue, int maxReceiveCount) {}

  /** A standard queue without delays. */
  static StoredQueue standard(
      String name, Duration visibilityTimeout, Instant createdAt, @Nullable Redrive redrive) {
    return new StoredQueue(
        name, visibilityTimeout, Duration.ZERO, Duration.ZERO, createdAt, redrive, false, false);
  }

  static StoredQueue parse(String name, String definition) {
    var fields = Json.parseObject(definition);
    var redrive =
        fields
            .object("redrive")
            .map(part -> new Redrive(part.text("queue"), part.integer("maxReceiveCount")))
            .orElse(null);
    return new StoredQueue(
        name,
        fields.duration("visibilityTimeout"),
        fields.duration("delay"),
        fields.duration("receiveWait"),
        fields.instant("createdAt"),
        redrive,
        fields.isTrue("fifo"),
        fields.isTrue("contentBasedDeduplication"));
  }

  String definition() {
    var part =
        redrive == null
            ? null
            : Json.object()
                .put("queue", redrive.deadLetterQueue())
                .put("maxReceiveCount", redrive.maxReceiveCount())
                .fields();
    return Json.write(
        Json.object()
            .put("visibilityTimeout", visibilityTimeout)
            .put("delay", delay)
            .put("receiveWait", receiveWait)
            .put("createdAt", createdAt)
            .put("redrive", part)
            .put("fifo", isFifo)
            .put("contentBasedDeduplication", hasContentBasedDeduplication)
            .fields());
  }
}

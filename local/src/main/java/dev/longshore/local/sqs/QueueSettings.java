package dev.longshore.local.sqs;

import dev.longshore.json.Json;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The attributes of a queue that are set when it is created.
 *
 * @param delay how long a message is not shown after it was sent
 * @param retention how long after it was sent a message is forgotten
 * @param bytesMax of a message with its attributes
 * @param redrive null where messages are received for ever
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
 */
record QueueSettings(
    Duration visibilityTimeout,
    Duration delay,
    Duration retention,
    int bytesMax,
    @Nullable Redrive redrive) {

  static final int VISIBILITY_TIMEOUT_MAX = 43_200;
  static final int DELAY_MAX = 900;
  static final int RETENTION_MIN = 60;
  static final int RETENTION_MAX = 1_209_600;
  static final int BYTES_MIN = 1024;
  static final int RECEIVE_COUNT_MAX = 1000;

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
  private static final int VISIBILITY_TIMEOUT = 30;
  private static final int RETENTION = 345_600;

  private static final Set<QueueAttributeName> KNOWN =
      Set.of(
          QueueAttributeName.VISIBILITY_TIMEOUT,
          QueueAttributeName.DELAY_SECONDS,
          QueueAttributeName.MESSAGE_RETENTION_PERIOD,
          QueueAttributeName.MAXIMUM_MESSAGE_SIZE,
          QueueAttributeName.REDRIVE_POLICY);

  /** Where a message goes that is received once more than {@code maxReceiveCount} times. */
  record Redrive(String deadLetterArn, int maxReceiveCount) {

    static Redrive parse(String policy) {
      try {
        var fields = Json.parseObject(policy);
        // Clients write the count as a number or as a text.
        var count = String.valueOf(fields.values().get("maxReceiveCount"));
        return new Redrive(
            fields.text("deadLetterTargetArn"),
            whole(QueueAttributeName.REDRIVE_POLICY, count, 1, RECEIVE_COUNT_MAX));
      } catch (IllegalArgumentException e) {
        throw SqsErrors.invalidAttribute(QueueAttributeName.REDRIVE_POLICY.toString());
      }
    }

    String toJson() {
      return Json.write(
          Json.object()
              .put("deadLetterTargetArn", deadLetterArn)
              .put("maxReceiveCount", maxReceiveCount)
              .fields());
    }
  }

  static QueueSettings parse(Map<String, String> attributes) {
    for (var name : attributes.keySet()) {
      if (!KNOWN.contains(QueueAttributeName.fromValue(name))) {
        throw SqsErrors.unknownAttribute(name);
      }
    }
    var policy = attributes.get(QueueAttributeName.REDRIVE_POLICY.toString());
    return new QueueSettings(
        seconds(
            attributes,
            QueueAttributeName.VISIBILITY_TIMEOUT,
            0,
            VISIBILITY_TIMEOUT_MAX,
            VISIBILITY_TIMEOUT),
        seconds(attributes, QueueAttributeName.DELAY_SECONDS, 0, DELAY_MAX, 0),
        seconds(
            attributes,
            QueueAttributeName.MESSAGE_RETENTION_PERIOD,
            RETENTION_MIN,
            RETENTION_MAX,
            RETENTION),
        whole(
            QueueAttributeName.MAXIMUM_MESSAGE_SIZE,
            attributes.get(QueueAttributeName.MAXIMUM_MESSAGE_SIZE.toString()),
            BYTES_MIN,
            MessageLimits.BYTES_MAX,
            MessageLimits.BYTES_MAX),
        policy == null ? null : Redrive.parse(policy));
  }

  Map<QueueAttributeName, String> attributes() {
    var attributes = new EnumMap<QueueAttributeName, String>(QueueAttributeName.class);
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, text(visibilityTimeout));
    attributes.put(QueueAttributeName.DELAY_SECONDS, text(delay));
    attributes.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, text(retention));
    attributes.put(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, Integer.toString(bytesMax));
    if (redrive != null) {
      attributes.put(QueueAttributeName.REDRIVE_POLICY, redrive.toJson());
    }
    return attributes;
  }

  private static String text(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  private static Duration seconds(
      Map<String, String> attributes, QueueAttributeName name, int min, int max, int otherwise) {
    return Duration.ofSeconds(whole(name, attributes.get(name.toString()), min, max, otherwise));
  }

  private static int whole(
      QueueAttributeName name, @Nullable String text, int min, int max, int otherwise) {
    return text == null ? otherwise : whole(name, text, min, max);
  }

  private static int whole(QueueAttributeName name, String text, int min, int max) {
    var value = WHOLE.matcher(text).matches() ? Integer.parseInt(text) : -1;
    if (value < min || value > max) {
      throw SqsErrors.invalidAttribute(name.toString());
    }
    return value;
  }
}

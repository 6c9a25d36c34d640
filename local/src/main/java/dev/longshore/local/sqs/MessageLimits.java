package dev.longshore.local.sqs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * What SQS refuses of messages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
 *     quotas</a>
 */
final class MessageLimits {

  /** Of a message with the names, types and values of its attributes, and of a whole batch. */
  static final int BYTES_MAX = 1024 * 1024;

  static final int ATTRIBUTES_MAX = 10;

  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");

  private MessageLimits() {}

  static void checkMessage(
      @Nullable String body, Map<String, MessageAttributeValue> attributes, int queueMax) {
    if (body == null || body.isEmpty()) {
      throw SqsErrors.missingParameter("MessageBody");
    }
    if (!body.codePoints().allMatch(MessageLimits::isAllowed)) {
      throw SqsErrors.invalidContents();
    }
    if (attributes.size() > ATTRIBUTES_MAX) {
      throw SqsErrors.invalidParameter(
          "Number of message attributes [%d] exceeds the allowed maximum [%d]."
              .formatted(attributes.size(), ATTRIBUTES_MAX));
    }
    attributes.forEach(MessageLimits::checkAttribute);
    if (bytes(body, attributes) > queueMax) {
      throw SqsErrors.invalidParameter(
          "One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
              .formatted(queueMax));
    }
  }

  private static void checkAttribute(String name, MessageAttributeValue value) {
    if (value.dataType() == null || !TYPE.matcher(value.dataType()).matches()) {
      throw SqsErrors.invalidParameter(
          "The type of message attribute '%s' is invalid.".formatted(name));
    }
    var isBinary = value.dataType().startsWith("Binary");
    var isEmpty =
        isBinary
            ? value.binaryValue() == null || value.binaryValue().asByteArrayUnsafe().length == 0
            : value.stringValue() == null || value.stringValue().isEmpty();
    if (isEmpty) {
      throw SqsErrors.invalidParameter(
          "Message attribute '%s' must contain a non-empty value.".formatted(name));
    }
  }

  // The characters that XML 1.0 allows; a lone surrogate is none of them.
  private static boolean isAllowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }

  static long bytes(String body, Map<String, MessageAttributeValue> attributes) {
    var bytes = length(body);
    for (var attribute : attributes.entrySet()) {
      var value = attribute.getValue();
      bytes += length(attribute.getKey()) + length(value.dataType()) + length(value.stringValue());
      bytes += value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length;
    }
    return bytes;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  static void checkSize(List<SendMessageBatchRequestEntry> entries) {
    var bytes =
        entries.stream()
            .filter(entry -> entry.messageBody() != null)
            .mapToLong(entry -> bytes(entry.messageBody(), entry.messageAttributes()))
            .sum();
    if (bytes > BYTES_MAX) {
      throw SqsErrors.batchTooLong(bytes);
    }
  }
}

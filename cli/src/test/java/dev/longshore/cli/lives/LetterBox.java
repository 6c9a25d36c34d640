package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.sqs.LocalSqsClient;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Who sends messages to a job's queue, from life to life, and keeps what was acknowledged. */
final class LetterBox {

  private static final int BATCH = 10;

  private final Set<Integer> acknowledged = new TreeSet<>();
  private final Map<String, String> poison = new TreeMap<>();
  private int next;

  /** The numbers of the messages that were acknowledged. */
  Set<Integer> acknowledged() {
    return acknowledged;
  }

  /** The bodies of the poison that was acknowledged, by message id. */
  Map<String, String> poison() {
    return poison;
  }

  private static SqsClient client(String url) {
    return LocalSqsClient.at(URI.create(url.substring(0, url.indexOf('/', 8))), "us-east-1");
  }

  /** Sends messages until there are {@code count} more, or nobody answers any more. */
  void send(String url, int count) {
    try (var sqs = client(url)) {
      for (var sent = 0; sent < count; sent++) {
        var n = next++;
        var body = "{\"n\": %d}".formatted(n);
        var _ = sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
        acknowledged.add(n);
      }
    } catch (SdkException | UncheckedIOException e) {
      // Whether that message was taken is open; those before it were.
      assertThat(e).isNotNull();
    }
  }

  /** Sends what no run can be made of. */
  void sendPoison(String url, String body) {
    try (var sqs = client(url)) {
      var sent = sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
      poison.put(sent.messageId(), body);
    } catch (SdkException | UncheckedIOException e) {
      assertThat(e).isNotNull();
    }
  }

  /** Whether the queue is empty, also of messages that are out of sight. */
  static boolean isEmpty(String url) {
    try (var sqs = client(url)) {
      var attributes =
          sqs.getQueueAttributes(request ->
                  request
                      .queueUrl(url)
                      .attributeNames(
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
              .attributes();
      return attributes.values().stream().allMatch("0"::equals);
    }
  }

  /** What is in the dead-letter queue of the queue at {@code url}. */
  static List<Message> deadLetters(String url) {
    var all = new ArrayList<Message>();
    try (var sqs = client(url)) {
      while (true) {
        var some =
            sqs.receiveMessage(request ->
                    request
                        .queueUrl(url + "_dead")
                        .maxNumberOfMessages(BATCH)
                        .messageAttributeNames("All"))
                .messages();
        if (some.isEmpty()) {
          return all;
        }
        all.addAll(some);
      }
    }
  }

  /** Why each is there, by its body. */
  static Map<String, String> reasons(String url) {
    return deadLetters(url).stream()
        .collect(Collectors.toMap(Message::body, message -> attribute(message, "reason")));
  }

  static String attribute(Message message, String name) {
    return Objects.requireNonNull(message.messageAttributes().get(name), name).stringValue();
  }
}

package dev.longshore.local.sqs;

import dev.longshore.local.loop.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;

/** The queues of an account in a region, by name. */
final class SimulatedQueues {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private final EventLoop loop;
  private final String account;
  private final String region;
  private final Map<String, SimulatedQueue> queues = new HashMap<>();

  SimulatedQueues(EventLoop loop, String account, String region) {
    this.loop = loop;
    this.account = account;
    this.region = region;
  }

  /** The queue as it was created now, or before in just this way. */
  SimulatedQueue create(CreateQueueRequest request) {
    var name = request.queueName();
    if (name == null || !NAME.matcher(name).matches()) {
      throw SqsErrors.invalidParameter(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    var settings = QueueSettings.parse(request.attributesAsStrings());
    var redrive = settings.redrive();
    if (redrive != null && withArn(redrive.deadLetterArn()).isEmpty()) {
      throw SqsErrors.invalidParameter(
          "Value %s for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist."
              .formatted(redrive.toJson()));
    }
    var present = queues.computeIfAbsent(name, _ -> empty(name, settings));
    if (!present.settings().equals(settings)) {
      throw SqsErrors.queueExists();
    }
    return present;
  }

  private SimulatedQueue empty(String name, QueueSettings settings) {
    return new SimulatedQueue(
        loop,
        "https://sqs.%s.amazonaws.com/%s/%s".formatted(region, account, name),
        "arn:aws:sqs:%s:%s:%s".formatted(region, account, name),
        settings);
  }

  SimulatedQueue named(@Nullable String name) {
    var queue = queues.get(name);
    if (queue == null) {
      throw SqsErrors.noSuchQueue();
    }
    return queue;
  }

  SimulatedQueue at(@Nullable String url) {
    if (url == null) {
      throw SqsErrors.missingParameter("QueueUrl");
    }
    return named(url.substring(url.lastIndexOf('/') + 1));
  }

  /** Who takes what is received too often from {@code queue}; null where nobody does. */
  @Nullable Consumer<SimulatedMessage> deadLetters(SimulatedQueue queue) {
    var redrive = queue.settings().redrive();
    return redrive == null ? null : withArn(redrive.deadLetterArn()).orElseThrow()::takeDeadLetter;
  }

  private Optional<SimulatedQueue> withArn(String arn) {
    return queues.values().stream().filter(queue -> queue.arn().equals(arn)).findFirst();
  }
}

package dev.longshore.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.RestoreMessages;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;

/** Gives ElasticMQ the queues and messages that were kept, and the queues that are to be there. */
final class QueueRestoration {

  private static final Duration DEAD_LETTER_VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

  private final ActorRef queues;
  private final Instant now;
  private final Map<String, List<StoredMessage>> messages = new HashMap<>();
  private final Map<String, StoredQueue> missing = new LinkedHashMap<>();

  private QueueRestoration(ActorRef queues, Instant now) {
    this.queues = queues;
    this.now = now;
  }

  /**
   * Creates the queues that were kept and those that are {@code declared}, as they are declared
   * now, with their messages.
   */
  static void restore(QueueStore store, List<JobQueue> declared, ActorRef queues, Instant now) {
    var restoration = new QueueRestoration(queues, now);
    // The store is used only until the first queue is created; from then on it is the recorder's.
    for (var queue : store.queues()) {
      restoration.expect(queue);
      restoration.messages.put(queue.name(), store.messages(queue.name()));
    }
    declared.forEach(restoration::declare);
    restoration.missing.values().forEach(store::putQueue);
    store.commit();
    while (!restoration.missing.isEmpty()) {
      restoration.create(restoration.missing.values().iterator().next());
    }
  }

  private void expect(StoredQueue queue) {
    missing.put(queue.name(), queue);
  }

  private void declare(JobQueue queue) {
    var dead = queue.deadLetterQueue();
    missing.computeIfAbsent(
        dead, name -> StoredQueue.standard(name, DEAD_LETTER_VISIBILITY_TIMEOUT, now, null));
    var before = missing.get(queue.name());
    expect(
        StoredQueue.standard(
            queue.name(),
            queue.visibilityTimeout(),
            before == null ? now : before.createdAt(),
            new StoredQueue.Redrive(dead, JobQueue.RECEIVE_COUNT_MAX)));
  }

  private void create(StoredQueue queue) {
    missing.remove(queue.name());
    // ElasticMQ ties a queue to its dead-letter queue when it creates it.
    var redrive = queue.redrive();
    var dead = redrive == null ? null : missing.get(redrive.deadLetterQueue());
    if (dead != null) {
      create(dead);
    }
    var created = (Either<?, ?>) ask(queues, new CreateQueue(ElasticTranslation.restored(queue)));
    if (created.isLeft()) {
      throw new IllegalArgumentException(
          "queue %s cannot be: %s".formatted(queue.name(), created.swap().toOption().get()));
    }
    var restored =
        messages.getOrDefault(queue.name(), List.of()).stream()
            .map(message -> ElasticTranslation.restored(message, queue.isFifo()))
            .toList();
    var _ =
        ask(
            (ActorRef) created.toOption().get(),
            new RestoreMessages(CollectionConverters.asScala(restored).toList()));
  }

  private static Object ask(ActorRef actor, Object question) {
    return ElasticFutures.await(Patterns.ask(actor, question, ElasticFutures.PATIENCE.toMillis()));
  }
}

package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.sqs.StoredQueue.Redrive;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ElasticTranslationTest {

  private static final Instant SENT = Instant.parse("2026-11-21T02:30:00.123Z");

  private static StoredMessage message(int receiveCount, String details) {
    return new StoredMessage("id", SENT, SENT.plusSeconds(900), receiveCount, "body", details);
  }

  @Test
  void aMessageIsTheSameAfterItWasRestored() {
    var message =
        message(
            0,
            "{\"attributes\":[{\"name\":\"n\",\"type\":\"Number.int\",\"value\":\"7\"}],"
                + "\"group\":\"g\",\"deduplication\":\"d\",\"sequence\":\"5\",\"trace\":\"t\","
                + "\"deadLetterSource\":\"q\"}");

    assertThat(ElasticTranslation.stored(ElasticTranslation.restored(message, true)))
        .isEqualTo(message);
  }

  @Test
  void aMessageThatWasReceivedIsShownAtOnceHoweverLongItsReceiverWouldHaveHadIt() {
    var held = ElasticTranslation.restored(message(3, "{}"), false);

    var stored = ElasticTranslation.stored(held);

    assertThat(stored.visibleFrom()).isEqualTo(SENT);
    assertThat(stored.receiveCount()).isEqualTo(3);
  }

  @Test
  void aMessageThatWasReceivedHasAReceiptToBeMovedBy() {
    assertThat(ElasticTranslation.restored(message(3, "{}"), false).deliveryReceipts().size())
        .isEqualTo(1);
    assertThat(ElasticTranslation.restored(message(0, "{}"), false).deliveryReceipts().size())
        .isZero();
  }

  @Test
  void aQueueIsTheSameAfterItWasRestored() {
    var queue =
        new StoredQueue(
            "q.fifo",
            Duration.ofSeconds(90),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            SENT,
            new Redrive("dead", 7),
            true,
            true);

    var restored = ElasticTranslation.stored(ElasticTranslation.restored(queue).toQueueData());

    assertThat(restored).isEqualTo(queue);
    assertThat(StoredQueue.parse("q.fifo", queue.definition())).isEqualTo(queue);
  }
}

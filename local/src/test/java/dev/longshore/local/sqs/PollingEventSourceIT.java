package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class PollingEventSourceIT extends EventSourceContract {

  /** Far below the 20 seconds for which it waits for a message. */
  private static final Duration PROMPTLY = Duration.ofSeconds(5);

  private static @Nullable ElasticQueues queues;

  @BeforeAll
  static void start(@TempDir Path folder) {
    queues = new ElasticQueues(folder);
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(queues).close();
  }

  @Override
  ElasticQueues bench() {
    return Objects.requireNonNull(queues);
  }

  @Test
  void itIsClosedPromptlyWhileItWaitsForAMessage() {
    createQueue();
    var source = start(ListeningFunction.succeeding());
    bench().runFor(Duration.ofMillis(300));

    assertTimeoutPreemptively(PROMPTLY, source::close);
  }

  @Test
  void itIsClosedPromptlyWhileTheLoopStandsStill() {
    createQueue();
    var function = ListeningFunction.succeeding();
    var source = start(function);
    bench().send(queue, "m0");
    // The test's own thread is the loop's; nobody runs it here.
    while (!isReceived()) {
      Thread.onSpinWait();
    }

    assertTimeoutPreemptively(PROMPTLY, source::close);
    bench().runFor(Duration.ofMillis(100));

    assertThat(function.batches()).isEmpty();
    assertThat(bench().size(queue)).isEqualTo(1);
  }

  private boolean isReceived() {
    var url = bench().url(queue);
    var name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    return "1"
        .equals(
            bench()
                .sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name));
  }

  @Test
  void itOutlivesAQueueThatDoesNotAnswer() throws Exception {
    createQueue();
    var function = ListeningFunction.succeeding();
    var url = bench().url(queue);
    start(function);
    bench().runFor(Duration.ofMillis(300));

    bench().sqs().deleteQueue(request -> request.queueUrl(url));
    bench().runFor(Duration.ofSeconds(1));
    createQueue();
    bench().send(queue, "m0");
    bench().runUntil(() -> !function.batches().isEmpty());

    assertThat(function.bodies()).containsExactly("m0");
  }
}

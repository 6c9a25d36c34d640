package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.longshore.local.lambda.LocalLambda;
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
  void itOutlivesAServerThatIsGoneForAWhile(@TempDir Path folder) throws Exception {
    var name = new JobQueue(queue, queue + "-dead-letters", Duration.ofSeconds(1));
    var before = ElasticQueues.server(folder, 0, name);
    var function = ListeningFunction.succeeding();
    var lambda = new LocalLambda(bench().loop());
    lambda.deploy(FUNCTION, () -> function);
    try (var sqs = LocalSqsClient.at(before.endpoint(), "us-east-1")) {
      var url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
      var source = PollingEventSource.start(bench().loop(), sqs, url, lambda, FUNCTION);
      bench().runFor(Duration.ofMillis(100));

      before.close();
      bench().runFor(Duration.ofSeconds(1));
      try (var _ = ElasticQueues.server(folder, before.endpoint().getPort(), name)) {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("m0"));
        bench().runUntil(() -> !function.batches().isEmpty());
        source.close();
      }
    }

    assertThat(function.bodies()).containsExactly("m0");
  }
}

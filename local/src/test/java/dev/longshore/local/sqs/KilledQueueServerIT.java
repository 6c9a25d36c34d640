package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** Kills the process of a server, with SIGKILL, while messages are sent, received and deleted. */
@Timeout(180)
class KilledQueueServerIT {

  private static final int LIVES = 4;
  private static final int SEED = new Random().nextInt();

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Semaphore acknowledged = new Semaphore(0);
  private final Set<String> toBeDeleted = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final Map<String, String> sentAt = new ConcurrentHashMap<>();

  /** One life of the server. */
  private record Life(Process process, SqsClient sqs, String url, Path errors) {

    static Life start(Path folder) throws IOException {
      var errors = Files.createTempFile(folder, "errors", ".txt");
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  QueueServerProcess.class.getName(),
                  folder.toString())
              .redirectError(errors.toFile())
              .start();
      var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
      var endpoint = output.readLine();
      assertThat(endpoint).as(Files.readString(errors)).isNotNull();
      var sqs = LocalSqsClient.at(URI.create(String.valueOf(endpoint)), "us-east-1");
      var url = sqs.getQueueUrl(request -> request.queueName("ls-etl")).queueUrl();
      return new Life(process, sqs, url, errors);
    }

    void kill() throws InterruptedException {
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      sqs.close();
    }
  }

  @Test
  void whatWasAcknowledgedStaysAndWhatWasDeletedStaysAway() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var n = 0; n < LIVES; n++) {
        var life = Life.start(folder);
        var sending = executor.submit(() -> untilKilled(() -> sendSome(life)));
        var receiving = executor.submit(() -> untilKilled(() -> receiveSome(life)));
        acknowledged.drainPermits();
        acknowledged.acquire(100 + random.nextInt(50));
        life.kill();
        sending.get();
        receiving.get();
        assertThat(life.errors()).as("what it wrote to the terminal").isEmptyFile();
      }
    }

    var left = drain();

    assertThat(deleted).as("seed %d", SEED).isNotEmpty().doesNotContainAnyElementsOf(left);
    var mustBeLeft = new HashSet<>(sent);
    mustBeLeft.removeAll(toBeDeleted);
    assertThat(left).as("seed %d", SEED).containsAll(mustBeLeft);
  }

  private static void untilKilled(Runnable work) {
    try {
      while (true) {
        work.run();
      }
    } catch (SdkException e) {
      // The server is dead, or, what it comes to, it did not answer.
      assertThat(e).isNotNull();
    }
  }

  private void sendSome(Life life) {
    var entries =
        IntStream.range(0, 3)
            .mapToObj(
                n -> SendMessageBatchRequestEntry.builder().id("e" + n).messageBody("{}").build())
            .toList();
    var batch =
        life.sqs().sendMessageBatch(request -> request.queueUrl(life.url()).entries(entries));
    batch.successful().stream().map(SendMessageBatchResultEntry::messageId).forEach(this::sent);
    sent(
        life.sqs()
            .sendMessage(request -> request.queueUrl(life.url()).messageBody("{}"))
            .messageId());
  }

  private void sent(String id) {
    sent.add(id);
    acknowledged.release();
  }

  private void receiveSome(Life life) {
    var batch = receive(life);
    var half = batch.subList(0, (batch.size() + 1) / 2);
    half.forEach(message -> toBeDeleted.add(message.messageId()));
    deleted.addAll(delete(life, half));
  }

  private List<Message> receive(Life life) {
    var batch =
        life.sqs()
            .receiveMessage(request ->
                request
                    .queueUrl(life.url())
                    .maxNumberOfMessages(10)
                    .waitTimeSeconds(1)
                    .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
            .messages();
    for (var message : batch) {
      var timestamp =
          String.valueOf(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP));
      // A run's id follows from it, so it must be the same in each life.
      assertThat(sentAt.merge(message.messageId(), timestamp, (before, _) -> before))
          .isEqualTo(timestamp);
      assertThat(deleted).doesNotContain(message.messageId());
    }
    return batch;
  }

  private static Set<String> delete(Life life, List<Message> messages) {
    if (messages.isEmpty()) {
      return Set.of();
    }
    var ids = new HashMap<String, String>();
    var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
    for (var message : messages) {
      var id = "e" + entries.size();
      ids.put(id, message.messageId());
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(id)
              .receiptHandle(message.receiptHandle())
              .build());
    }
    var response =
        life.sqs().deleteMessageBatch(request -> request.queueUrl(life.url()).entries(entries));
    response.failed().forEach(failure -> ids.remove(failure.id()));
    return Set.copyOf(ids.values());
  }

  /** All messages that are there at the end, which can be received at once. */
  private Set<String> drain() throws Exception {
    var life = Life.start(folder);
    var left = new HashSet<String>();
    for (var batch = receive(life); !batch.isEmpty(); batch = receive(life)) {
      batch.forEach(message -> left.add(message.messageId()));
      delete(life, batch);
    }
    life.kill();
    return left;
  }
}

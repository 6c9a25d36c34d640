package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longshore.local.data.DataFolderUnusable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class QueueServerIT {

  private static final JobQueue QUEUE =
      new JobQueue("ls-etl", "ls-etl-dead-letters", Duration.ofMinutes(10));

  @TempDir Path folder;

  @FunctionalInterface
  private interface Use {
    void of(SqsClient sqs);
  }

  private void withServer(JobQueue queue, Use use) {
    try (var server = ElasticQueues.server(folder, 0, queue);
        var sqs = LocalSqsClient.at(server.endpoint(), "us-east-1")) {
      use.of(sqs);
    }
  }

  private static String url(SqsClient sqs, String queue) {
    return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  private static List<Message> receive(SqsClient sqs, String queue) {
    return sqs.receiveMessage(request ->
            request
                .queueUrl(url(sqs, queue))
                .maxNumberOfMessages(10)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .messageAttributeNames("All"))
        .messages();
  }

  private static void send(SqsClient sqs, String queue, String body) {
    sqs.sendMessage(request -> request.queueUrl(url(sqs, queue)).messageBody(body));
  }

  private static Map<QueueAttributeName, String> attributes(SqsClient sqs, String queue) {
    return sqs.getQueueAttributes(
            request -> request.queueUrl(url(sqs, queue)).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }

  @Test
  void theQueuesThatItIsToldAreThereFromTheStart() {
    withServer(
        QUEUE,
        sqs -> {
          assertThat(attributes(sqs, "ls-etl"))
              .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "600")
              .containsEntry(
                  QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:123456789012:ls-etl")
              .hasEntrySatisfying(
                  QueueAttributeName.REDRIVE_POLICY,
                  policy ->
                      assertThat(policy)
                          .contains(
                              "arn:aws:sqs:us-east-1:123456789012:ls-etl-dead-letters", "1000"));
          assertThat(receive(sqs, "ls-etl-dead-letters")).isEmpty();
        });
  }

  @Test
  void aMessageIsTheSameAfterARestart() {
    var attributes =
        Map.of(
            "text", MessageAttributeValue.builder().dataType("String").stringValue("ü").build(),
            "count", MessageAttributeValue.builder().dataType("Number").stringValue("7").build(),
            "raw",
                MessageAttributeValue.builder()
                    .dataType("Binary.gzip")
                    .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                    .build());
    var before = new LinkedBlockingQueue<Message>();
    withServer(
        QUEUE,
        sqs -> {
          sqs.sendMessage(request ->
              request
                  .queueUrl(url(sqs, "ls-etl"))
                  .messageBody("{\"key\":\"Größe\"}")
                  .messageAttributes(attributes));
          before.addAll(receive(sqs, "ls-etl"));
        });

    withServer(
        QUEUE,
        sqs -> {
          var after = receive(sqs, "ls-etl").getFirst();
          assertThat(after.messageId()).isEqualTo(before.element().messageId());
          assertThat(after.body()).isEqualTo("{\"key\":\"Größe\"}");
          assertThat(after.messageAttributes()).isEqualTo(attributes);
          assertThat(after.attributes())
              .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")
              .containsEntry(
                  MessageSystemAttributeName.SENT_TIMESTAMP,
                  before.element().attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP));
        });
  }

  @Test
  void aMessageThatSomebodyHeldIsVisibleAfterARestartAndADeletedOneIsGone() {
    withServer(
        QUEUE,
        sqs -> {
          IntStream.range(0, 2).forEach(n -> send(sqs, "ls-etl", "m" + n));
          for (var message : receive(sqs, "ls-etl")) {
            if (message.body().equals("m0")) {
              sqs.deleteMessage(request ->
                  request.queueUrl(url(sqs, "ls-etl")).receiptHandle(message.receiptHandle()));
            }
          }
          assertThat(receive(sqs, "ls-etl")).isEmpty();
        });

    withServer(
        QUEUE,
        sqs -> assertThat(receive(sqs, "ls-etl")).extracting(Message::body).containsExactly("m1"));
  }

  @Test
  void aMessageThatSomebodyWaitedForIsVisibleAfterARestartToo() {
    withServer(
        QUEUE,
        sqs -> {
          var url = url(sqs, "ls-etl");
          var waiting =
              CompletableFuture.supplyAsync(() ->
                  sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20))
                      .messages());
          // Whether it waits already cannot be seen; if not, the message is received all the same.
          send(sqs, "ls-etl", "x");
          assertThat(waiting.join()).hasSize(1);
        });

    withServer(QUEUE, sqs -> assertThat(receive(sqs, "ls-etl")).hasSize(1));
  }

  @Test
  void aDelayedMessageIsStillDelayedAfterARestart() {
    withServer(
        QUEUE,
        sqs ->
            sqs.sendMessage(request ->
                request.queueUrl(url(sqs, "ls-etl")).messageBody("x").delaySeconds(900)));

    withServer(
        QUEUE,
        sqs -> {
          assertThat(receive(sqs, "ls-etl")).isEmpty();
          assertThat(attributes(sqs, "ls-etl"))
              .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "1");
        });
  }

  @Test
  void aMessageThatWasReceivedTooOftenIsInTheDeadLetterQueueAlsoAfterARestart() {
    withServer(
        QUEUE,
        sqs -> {
          var policy =
              "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:ls-etl-dead-letters\",\"maxReceiveCount\":1}";
          sqs.createQueue(request ->
              request
                  .queueName("own")
                  .attributes(
                      Map.of(
                          QueueAttributeName.VISIBILITY_TIMEOUT,
                          "0",
                          QueueAttributeName.REDRIVE_POLICY,
                          policy)));
          send(sqs, "own", "x");
          assertThat(receive(sqs, "own")).hasSize(1);
        });

    // It goes only now, from a queue that knows its receipts from before no more.
    withServer(QUEUE, sqs -> assertThat(receive(sqs, "own")).isEmpty());

    withServer(
        QUEUE,
        sqs -> {
          assertThat(attributes(sqs, "own"))
              .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0");
          assertThat(receive(sqs, "ls-etl-dead-letters"))
              .extracting(Message::body)
              .containsExactly("x");
        });
  }

  @Test
  void aQueueThatAClientCreatedIsThereAfterARestartAndOneThatItDeletedIsNot() {
    withServer(
        QUEUE,
        sqs -> {
          for (var name : List.of("kept", "deleted")) {
            sqs.createQueue(request ->
                request
                    .queueName(name)
                    .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77")));
            send(sqs, name, "x");
          }
          var deleted = url(sqs, "deleted");
          sqs.deleteQueue(request -> request.queueUrl(deleted));
        });

    withServer(
        QUEUE,
        sqs -> {
          assertThat(attributes(sqs, "kept"))
              .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "77");
          assertThat(receive(sqs, "kept")).hasSize(1);
          assertThat(sqs.listQueues().queueUrls()).noneMatch(url -> url.endsWith("/deleted"));
        });
  }

  @Test
  void aQueueThatWasPurgedIsStillEmptyAfterARestart() {
    withServer(
        QUEUE,
        sqs -> {
          send(sqs, "ls-etl", "purged");
          sqs.purgeQueue(request -> request.queueUrl(url(sqs, "ls-etl")));
          send(sqs, "ls-etl", "kept");
        });

    withServer(
        QUEUE,
        sqs ->
            assertThat(receive(sqs, "ls-etl")).extracting(Message::body).containsExactly("kept"));
  }

  @Test
  void aQueueIsAsItIsToldNowNotAsItWas() {
    withServer(QUEUE, sqs -> send(sqs, "ls-etl", "x"));
    var changed = new JobQueue("ls-etl", "ls-etl-dead-letters", Duration.ofMinutes(1));

    withServer(
        changed,
        sqs -> {
          assertThat(attributes(sqs, "ls-etl"))
              .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60");
          assertThat(receive(sqs, "ls-etl")).hasSize(1);
        });
  }

  @Test
  void aPortThatIsTakenIsSaidInOneLine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var port = taken.getLocalPort();
      assertThatExceptionOfType(PortUnusable.class)
          .isThrownBy(() -> ElasticQueues.server(folder, port))
          .withMessageContaining(Integer.toString(port))
          .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aPortThatIsTakenAtTheLastMomentIsSaidInOneLineToo() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var port = taken.getLocalPort();
      assertThatExceptionOfType(PortUnusable.class)
          .isThrownBy(() ->
              QueueServer.start(
                  settings(port),
                  QueueStore.open(folder),
                  failure -> {
                    throw failure;
                  }))
          .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }
  }

  private QueueServer.Settings settings(int port) {
    return new QueueServer.Settings(folder, port, "123456789012", "us-east-1", List.of(QUEUE));
  }

  @Test
  void aFolderThatAnotherServerUsesCannotBeUsed() {
    withServer(
        QUEUE,
        _ ->
            assertThatExceptionOfType(DataFolderUnusable.class)
                .isThrownBy(() -> ElasticQueues.server(folder, 0))
                .withMessageContaining("queues.db")
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1)));
  }

  @Test
  void aFolderThatIsNoneOrAFileThatIsNoDatabaseCannotBeUsed() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "x");
    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> ElasticQueues.server(file, 0))
        .withMessageContaining(file.toString());

    Files.writeString(folder.resolve("queues.db"), "this is no database".repeat(100));
    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(() -> ElasticQueues.server(folder, 0))
        .withMessageContaining("queues.db")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void onAFullDiskNobodyIsToldThatHisMessageIsKeptAndTheServerEnds() throws Exception {
    var failures = new LinkedBlockingQueue<DataFolderUnusable>();
    var store = QueueStore.open(folder);
    store.limit(100);
    try (var server = QueueServer.start(settings(0), store, failures::add);
        var sqs = LocalSqsClient.at(server.endpoint(), "us-east-1")) {
      send(sqs, "ls-etl", "small");

      assertThatExceptionOfType(SdkException.class)
          .isThrownBy(() -> send(sqs, "ls-etl", "x".repeat(1 << 20)));

      var failure = failures.poll(10, TimeUnit.SECONDS);
      assertThat(failure).hasMessageContaining("full");
      assertThat(String.valueOf(failure)).hasLineCount(1);
      assertThatExceptionOfType(SdkException.class)
          .isThrownBy(() -> send(sqs, "ls-etl", "small too"));
      assertThat(failures).isEmpty();
    }

    withServer(
        QUEUE,
        sqs ->
            assertThat(receive(sqs, "ls-etl")).extracting(Message::body).containsExactly("small"));
  }
}

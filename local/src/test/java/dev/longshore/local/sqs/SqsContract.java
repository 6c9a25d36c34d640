package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** What Longshore may rely on of an SqsClient. */
abstract class SqsContract {

  private static final int MEBIBYTE = 1024 * 1024;
  private static final Duration SECOND = Duration.ofSeconds(1);

  abstract SqsClient sqs();

  /** A name that no other test has given to a queue. */
  abstract String newName();

  /** What can be received within some seconds; as soon as there is something. */
  abstract List<Message> receiveWithin(Duration wait, String url);

  private String queue(Map<QueueAttributeName, String> attributes) {
    return sqs()
        .createQueue(request -> request.queueName(newName()).attributes(attributes))
        .queueUrl();
  }

  private String queue() {
    return queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "600"));
  }

  private String queueWithVisibilityTimeout(Duration timeout) {
    return queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(timeout.toSeconds())));
  }

  private String send(String url, String body) {
    return sqs().sendMessage(request -> request.queueUrl(url).messageBody(body)).messageId();
  }

  private List<Message> receive(String url) {
    return receiveWithin(Duration.ZERO, url);
  }

  private void delete(String url, String receipt) {
    sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(receipt));
  }

  private Map<QueueAttributeName, String> attributes(String url) {
    return sqs()
        .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  @Test
  void aMessageIsReceivedAsItWasSent() {
    var url = queue();
    var sent = send(url, "{\"key\":\"Größe\"}");

    var received = receive(url);

    assertThat(received)
        .singleElement()
        .satisfies(message -> {
          assertThat(message.messageId()).isEqualTo(sent);
          assertThat(message.body()).isEqualTo("{\"key\":\"Größe\"}");
          assertThat(message.attributes())
              .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
              .hasEntrySatisfying(
                  MessageSystemAttributeName.SENT_TIMESTAMP,
                  timestamp -> assertThat(timestamp).matches("[0-9]{13}"));
        });
  }

  @Test
  void messageAttributesTravelWithAMessage() {
    var url = queue();
    var attributes =
        Map.of(
            "reason", MessageAttributeValue.builder().dataType("String").stringValue("r").build(),
            "count",
                MessageAttributeValue.builder().dataType("Number.int").stringValue("7").build(),
            "raw",
                MessageAttributeValue.builder()
                    .dataType("Binary")
                    .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                    .build());
    sqs()
        .sendMessage(
            request -> request.queueUrl(url).messageBody("x").messageAttributes(attributes));

    assertThat(receive(url).getFirst().messageAttributes()).isEqualTo(attributes);
  }

  @Test
  void aReceivedMessageIsOutOfSightUntilItsTimeOutIsOver() {
    var url = queueWithVisibilityTimeout(SECOND);
    send(url, "x");

    var first = receive(url).getFirst();
    assertThat(receive(url)).isEmpty();
    var second = receiveWithin(Duration.ofSeconds(3), url).getFirst();

    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
    assertThat(second.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")
        .containsEntry(
            MessageSystemAttributeName.SENT_TIMESTAMP,
            first.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP));
  }

  @Test
  void aDeletedMessageDoesNotComeBack() {
    var url = queueWithVisibilityTimeout(SECOND);
    send(url, "x");

    delete(url, receive(url).getFirst().receiptHandle());

    assertThat(receiveWithin(Duration.ofSeconds(2), url)).isEmpty();
  }

  @Test
  void aMessageCanStillBeDeletedAfterItsTimeOutIsOver() {
    var url = queueWithVisibilityTimeout(Duration.ZERO);
    send(url, "x");

    delete(url, receive(url).getFirst().receiptHandle());

    assertThat(receive(url)).isEmpty();
  }

  @Test
  void theReceiptOfAnEarlierReceiptDeletesNothing() {
    var url = queueWithVisibilityTimeout(Duration.ZERO);
    send(url, "x");
    var stale = receive(url).getFirst().receiptHandle();
    var _ = receive(url);

    try {
      delete(url, stale);
    } catch (SqsException e) {
      // SQS says that it succeeded, ElasticMQ that the receipt is not valid.
      assertThat(e.statusCode()).isEqualTo(400);
    }

    assertThat(receive(url)).hasSize(1);
  }

  @Test
  void atMostTenMessagesAreReceivedAtOnce() {
    var url = queue();
    IntStream.range(0, 11).forEach(n -> send(url, "m" + n));

    var first = receive(url);
    var second = receive(url);

    assertThat(first).hasSize(10);
    assertThat(second).hasSize(1);
    assertThat(Stream.concat(first.stream(), second.stream()).map(Message::body))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11})
  void fewerThanOneAndMoreThanTenCannotBeAskedFor(int count) {
    var url = queue();

    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(
            () -> sqs().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(count)))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
  }

  @Test
  void aReceiverCanGiveAMessageBackAtOnce() {
    var url = queue();
    send(url, "x");
    var receipt = receive(url).getFirst().receiptHandle();

    sqs()
        .changeMessageVisibility(
            request -> request.queueUrl(url).receiptHandle(receipt).visibilityTimeout(0));

    assertThat(receive(url)).hasSize(1);
  }

  @Test
  void aReceiverCanKeepAMessageForLonger() {
    var url = queueWithVisibilityTimeout(SECOND);
    send(url, "x");
    var receipt = receive(url).getFirst().receiptHandle();

    sqs()
        .changeMessageVisibility(
            request -> request.queueUrl(url).receiptHandle(receipt).visibilityTimeout(60));

    assertThat(receiveWithin(Duration.ofSeconds(2), url)).isEmpty();
  }

  @Test
  void aMessageThatIsDelayedIsNotShownBefore() {
    var url = queue();
    sqs().sendMessage(request -> request.queueUrl(url).messageBody("x").delaySeconds(1));

    assertThat(receive(url)).isEmpty();
    assertThat(receiveWithin(Duration.ofSeconds(3), url)).hasSize(1);
  }

  @Test
  void aMessageThatWasReceivedTooOftenGoesToTheDeadLetterQueue() {
    var deadLetters = queue();
    var policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":2}"
            .formatted(attributes(deadLetters).get(QueueAttributeName.QUEUE_ARN));
    var url =
        queue(
            Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0",
                QueueAttributeName.REDRIVE_POLICY,
                policy));
    var id = send(url, "x");

    assertThat(receive(url)).hasSize(1);
    assertThat(receive(url)).hasSize(1);
    assertThat(receive(url)).isEmpty();
    assertThat(receiveWithin(SECOND, deadLetters))
        .singleElement()
        .satisfies(message -> {
          assertThat(message.messageId()).isEqualTo(id);
          assertThat(message.body()).isEqualTo("x");
        });
    assertThat(attributes(url))
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0");
  }

  @Test
  void aQueueTellsHowManyMessagesItHas() {
    var url = queue();
    IntStream.range(0, 3).forEach(n -> send(url, "m" + n));
    sqs().sendMessage(request -> request.queueUrl(url).messageBody("x").delaySeconds(900));
    sqs().receiveMessage(request -> request.queueUrl(url));

    assertThat(attributes(url))
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "2")
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "1")
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "1");
  }

  @Test
  void aJobsQueueHasItsDeadLetterQueueAndItsTimeOut() {
    var name = newName();
    var url = new JobQueue(name, name + "-dead", Duration.ofSeconds(90)).create(sqs());

    assertThat(url).endsWith("/" + name);
    assertThat(attributes(url))
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "90")
        .hasEntrySatisfying(
            QueueAttributeName.REDRIVE_POLICY,
            policy -> assertThat(policy).contains(name + "-dead", "1000"));
    assertThat(sqs().getQueueUrl(request -> request.queueName(name)).queueUrl()).isEqualTo(url);
  }

  @Test
  void aQueueThatIsThereIsCreatedAgainOnlyAsItIs() {
    var name = newName();
    var timeout = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "5");
    var other = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "6");
    sqs().createQueue(request -> request.queueName(name).attributes(timeout));

    assertThatNoException()
        .isThrownBy(
            () -> sqs().createQueue(request -> request.queueName(name).attributes(timeout)));
    assertThatExceptionOfType(QueueNameExistsException.class)
        .isThrownBy(() -> sqs().createQueue(request -> request.queueName(name).attributes(other)));
  }

  @Test
  void aQueueThatIsNotThereIsNotFound() {
    var url = queue() + "-of-others";

    assertThatExceptionOfType(QueueDoesNotExistException.class)
        .isThrownBy(() -> sqs().getQueueUrl(request -> request.queueName(newName())));
    assertThatExceptionOfType(QueueDoesNotExistException.class).isThrownBy(() -> send(url, "x"));
    assertThatExceptionOfType(QueueDoesNotExistException.class).isThrownBy(() -> receive(url));
  }

  @Test
  void aMessageMayHaveAMebibyteAndNoMore() {
    var url = queue();

    send(url, "x".repeat(MEBIBYTE));

    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() -> send(url, "x".repeat(MEBIBYTE + 1)))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
    assertThat(receive(url).getFirst().body()).hasSize(MEBIBYTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0001", "a\uFFFE"})
  void aBodyThatIsEmptyOrHasForbiddenCharactersIsRefused(String body) {
    var url = queue();

    assertThatExceptionOfType(SqsException.class).isThrownBy(() -> send(url, body));
  }

  @Test
  void aBatchIsSentEntryByEntry() {
    var url = queue();

    var response =
        sqs()
            .sendMessageBatch(request ->
                request.queueUrl(url).entries(entry("a", "1"), entry("b", ""), entry("c", "3")));

    assertThat(response.successful())
        .extracting(SendMessageBatchResultEntry::id)
        .containsExactlyInAnyOrder("a", "c");
    assertThat(response.failed()).extracting(BatchResultErrorEntry::id).containsExactly("b");
    assertThat(receive(url)).extracting(Message::body).containsExactlyInAnyOrder("1", "3");
  }

  @Test
  void aBatchHasAtMostTenEntries() {
    var url = queue();
    var eleven = IntStream.range(0, 11).mapToObj(n -> entry("e" + n, "x")).toList();

    assertThatNoException()
        .isThrownBy(() ->
            sqs()
                .sendMessageBatch(request -> request.queueUrl(url).entries(eleven.subList(0, 10))));
    assertThatExceptionOfType(TooManyEntriesInBatchRequestException.class)
        .isThrownBy(() -> sqs().sendMessageBatch(request -> request.queueUrl(url).entries(eleven)));
  }

  @Test
  void theEntriesOfABatchHaveDifferentIds() {
    var url = queue();

    assertThatExceptionOfType(BatchEntryIdsNotDistinctException.class)
        .isThrownBy(() ->
            sqs()
                .sendMessageBatch(
                    request -> request.queueUrl(url).entries(entry("a", "1"), entry("a", "2"))));
  }

  @Test
  void aBatchHasAtMostAMebibyte() {
    var url = queue();
    var half = "x".repeat(MEBIBYTE / 2);

    assertThatNoException()
        .isThrownBy(() ->
            sqs()
                .sendMessageBatch(
                    request -> request.queueUrl(url).entries(entry("a", half), entry("b", half))));
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() ->
            sqs()
                .sendMessageBatch(request ->
                    request.queueUrl(url).entries(entry("a", half), entry("b", half + "x"))));
  }

  @Test
  void aBatchIsDeletedEntryByEntry() {
    var url = queue();
    IntStream.range(0, 2).forEach(n -> send(url, "m" + n));
    var receipts = new HashMap<String, String>();
    receive(url).forEach(message -> receipts.put(message.body(), message.receiptHandle()));

    var response =
        sqs()
            .deleteMessageBatch(request ->
                request
                    .queueUrl(url)
                    .entries(
                        deletion("a", String.valueOf(receipts.get("m0"))),
                        deletion("b", "no receipt"),
                        deletion("c", String.valueOf(receipts.get("m1")))));

    assertThat(response.successful())
        .extracting(DeleteMessageBatchResultEntry::id)
        .containsExactlyInAnyOrder("a", "c");
    assertThat(response.failed()).extracting(BatchResultErrorEntry::id).containsExactly("b");
    assertThat(attributes(url))
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0");
  }

  private static DeleteMessageBatchRequestEntry deletion(String id, String receipt) {
    return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(receipt).build();
  }
}

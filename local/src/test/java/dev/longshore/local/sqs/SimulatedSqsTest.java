package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longshore.local.call.Calls;
import dev.longshore.local.loop.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SimulatedSqsTest extends SqsContract {

  private static final Instant START = Instant.parse("2026-11-21T02:30:00Z");

  private final VirtualLoop loop = new VirtualLoop(START);
  private final List<String> called = new ArrayList<>();
  private final SimulatedSqs sqs =
      new SimulatedSqs(
          loop, "123456789012", "us-east-1", recording(called), new SplittableRandom(7));
  private int names;

  private static Calls recording(List<String> called) {
    return new Calls() {
      @Override
      public <T> T make(String name, Supplier<T> call) {
        called.add(name);
        return call.get();
      }
    };
  }

  @Override
  SqsClient sqs() {
    return sqs;
  }

  @Override
  String newName() {
    return "queue-" + names++;
  }

  @Override
  List<Message> receiveWithin(Duration wait, String url) {
    for (var waited = Duration.ZERO; ; waited = waited.plusMillis(100)) {
      var received =
          sqs.receiveMessage(request ->
                  request
                      .queueUrl(url)
                      .maxNumberOfMessages(10)
                      .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                      .messageAttributeNames("All"))
              .messages();
      if (!received.isEmpty() || waited.compareTo(wait) >= 0) {
        return received;
      }
      loop.runFor(Duration.ofMillis(100));
    }
  }

  private String queue(Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(request -> request.queueName(newName()).attributes(attributes))
        .queueUrl();
  }

  private void send(String url, String body) {
    sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  private List<Instant> appearances(String url) {
    var appearances = new ArrayList<Instant>();
    sqs.onVisible(url.substring(url.lastIndexOf('/') + 1), () -> appearances.add(loop.instant()));
    return appearances;
  }

  private static Instant after(int seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void eachCallGoesThroughTheSeam() {
    var url = queue(Map.of());
    send(url, "x");
    receiveWithin(Duration.ZERO, url);

    assertThat(called).containsExactly("sqs:CreateQueue", "sqs:SendMessage", "sqs:ReceiveMessage");
  }

  @Test
  void aMessageIsVisibleAsSoonAsItIsSentButNeverBeforeSendingReturns() {
    var url = queue(Map.of());
    var appearances = appearances(url);

    send(url, "x");
    assertThat(appearances).isEmpty();
    loop.runFor(Duration.ZERO);

    assertThat(appearances).containsExactly(START);
  }

  @Test
  void aMessageAppearsAgainWhenItsTimeOutIsOver() {
    var url = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30"));
    send(url, "x");
    receiveWithin(Duration.ZERO, url);
    var appearances = appearances(url);

    loop.runFor(Duration.ofHours(1));

    assertThat(appearances).containsExactly(after(30));
  }

  @Test
  void aDeletedMessageAppearsNoMore() {
    var url = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30"));
    send(url, "x");
    var receipt = receiveWithin(Duration.ZERO, url).getFirst().receiptHandle();
    var appearances = appearances(url);

    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(receipt));
    loop.runFor(Duration.ofHours(1));

    assertThat(appearances).isEmpty();
  }

  @Test
  void aMessageThatIsKeptForLongerAppearsLater() {
    var url = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30"));
    send(url, "x");
    var receipt = receiveWithin(Duration.ZERO, url).getFirst().receiptHandle();
    var appearances = appearances(url);

    sqs.changeMessageVisibility(
        request -> request.queueUrl(url).receiptHandle(receipt).visibilityTimeout(90));
    loop.runFor(Duration.ofHours(1));

    assertThat(appearances).containsExactly(after(90));
  }

  @Test
  void aDelayedMessageAppearsAfterItsDelay() {
    var url = queue(Map.of(QueueAttributeName.DELAY_SECONDS, "15"));
    var appearances = appearances(url);
    send(url, "x");

    loop.runFor(Duration.ofHours(1));

    assertThat(appearances).containsExactly(after(15));
  }

  @Test
  void aDeadLetterAppearsWhereItWentAndTellsWhereItCameFrom() {
    var deadLetters = queue(Map.of());
    var arn = "arn:aws:sqs:us-east-1:123456789012:queue-0";
    var policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"1\"}".formatted(arn);
    var url =
        queue(
            Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0",
                QueueAttributeName.REDRIVE_POLICY,
                policy));
    var appearances = appearances(deadLetters);
    send(url, "x");
    receiveWithin(Duration.ZERO, url);
    receiveWithin(Duration.ZERO, url);

    loop.runFor(Duration.ofMinutes(1));

    assertThat(appearances).containsExactly(START);
    assertThat(receiveWithin(Duration.ZERO, deadLetters).getFirst().attributes())
        .containsEntry(
            MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN,
            "arn:aws:sqs:us-east-1:123456789012:queue-1")
        .containsEntry(
            MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(START.toEpochMilli()));
  }

  @Test
  void aMessageIsForgottenAfterItsRetention() {
    var url = queue(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60"));
    send(url, "x");

    loop.runFor(Duration.ofSeconds(59));
    assertThat(visible(url)).isEqualTo("1");
    loop.runFor(Duration.ofSeconds(1));

    assertThat(visible(url)).isEqualTo("0");
    assertThat(receiveWithin(Duration.ZERO, url)).isEmpty();
  }

  private String visible(String url) {
    return String.valueOf(
        sqs.getQueueAttributes(request ->
                request
                    .queueUrl(url)
                    .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  @Test
  void deletingWithAStaleReceiptSucceedsAndDoesNothing() {
    var url = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
    send(url, "x");
    var stale = receiveWithin(Duration.ZERO, url).getFirst().receiptHandle();
    var current = receiveWithin(Duration.ZERO, url).getFirst().receiptHandle();

    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(stale));
    assertThat(visible(url)).isEqualTo("1");
    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(current));
    assertThat(visible(url)).isEqualTo("0");
    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(current));
  }

  @Test
  void whatIsNoReceiptIsRefused() {
    var url = queue(Map.of());

    assertThatExceptionOfType(ReceiptHandleIsInvalidException.class)
        .isThrownBy(
            () -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle("none")));
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() -> sqs.deleteMessage(request -> request.queueUrl(url)))
        .withMessageContaining("ReceiptHandle");
  }

  @Test
  void theVisibilityOfAMessageThatNobodyHoldsCannotBeChanged() {
    var url = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "5"));
    send(url, "x");
    var receipt = receiveWithin(Duration.ZERO, url).getFirst().receiptHandle();
    loop.runFor(Duration.ofSeconds(5));

    assertThatExceptionOfType(MessageNotInflightException.class)
        .isThrownBy(() -> keep(url, receipt, 60));
    receiveWithin(Duration.ZERO, url);
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() -> keep(url, receipt, 60))
        .withMessageContaining("not available for visibility timeout change");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 43_201})
  void aVisibilityTimeOutIsFromNothingToTwelveHours(int seconds) {
    var url = queue(Map.of());
    send(url, "x");
    var receipt = receiveWithin(Duration.ZERO, url).getFirst().receiptHandle();

    keep(url, receipt, 43_200);
    assertThatExceptionOfType(SqsException.class).isThrownBy(() -> keep(url, receipt, seconds));
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(
            () -> sqs.receiveMessage(request -> request.queueUrl(url).visibilityTimeout(seconds)));
  }

  private void keep(String url, String receipt, int seconds) {
    sqs.changeMessageVisibility(
        request -> request.queueUrl(url).receiptHandle(receipt).visibilityTimeout(seconds));
  }

  @Test
  void theSizeOfAMessageCountsItsAttributesAndBytesNotCharacters() {
    var url = queue(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
    var attribute = MessageAttributeValue.builder().dataType("String").stringValue("1234").build();
    var fits = "ü".repeat((1024 - "name".length() - "String".length() - 4) / 2);

    sqs.sendMessage(request ->
        request.queueUrl(url).messageBody(fits).messageAttributes(Map.of("name", attribute)));

    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() ->
            sqs.sendMessage(request ->
                request
                    .queueUrl(url)
                    .messageBody(fits + "x")
                    .messageAttributes(Map.of("name", attribute))))
        .withMessageContaining("1024 bytes");
  }

  @Test
  void aMessageHasAtMostTenAttributes() {
    var url = queue(Map.of());
    var attribute = MessageAttributeValue.builder().dataType("String").stringValue("v").build();

    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() ->
            sqs.sendMessage(request ->
                request
                    .queueUrl(url)
                    .messageBody("x")
                    .messageAttributes(
                        IntStream.range(0, 11)
                            .boxed()
                            .collect(Collectors.toMap(n -> "a" + n, _ -> attribute)))))
        .withMessageContaining("[11]");
  }

  @ParameterizedTest
  @CsvSource({"Text, v", "String, ''", "Number, ''"})
  void anAttributeHasAKnownTypeAndAValue(String type, String value) {
    var url = queue(Map.of());
    var attribute = MessageAttributeValue.builder().dataType(type).stringValue(value).build();

    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() ->
            sqs.sendMessage(request ->
                request
                    .queueUrl(url)
                    .messageBody("x")
                    .messageAttributes(Map.of("name", attribute))));
  }

  @Test
  void errorsAreOfTheTypesOfSqs() {
    var url = queue(Map.of());

    assertThatExceptionOfType(InvalidMessageContentsException.class)
        .isThrownBy(() -> send(url, "\u0001"));
    assertThatExceptionOfType(EmptyBatchRequestException.class)
        .isThrownBy(() -> sqs.sendMessageBatch(request -> request.queueUrl(url)));
    assertThatExceptionOfType(InvalidBatchEntryIdException.class)
        .isThrownBy(
            () -> sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entry("a b", 1))));
    assertThatExceptionOfType(BatchRequestTooLongException.class)
        .isThrownBy(() ->
            sqs.sendMessageBatch(
                request -> request.queueUrl(url).entries(entry("a", 1 << 20), entry("b", 1))));
    assertThatExceptionOfType(InvalidAttributeNameException.class)
        .isThrownBy(() -> queue(Map.of(QueueAttributeName.FIFO_QUEUE, "true")));
  }

  private static SendMessageBatchRequestEntry entry(String id, int length) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody("x".repeat(length)).build();
  }

  @ParameterizedTest
  @CsvSource({
    "VISIBILITY_TIMEOUT, 0, 43200",
    "DELAY_SECONDS, 0, 900",
    "MESSAGE_RETENTION_PERIOD, 60, 1209600",
    "MAXIMUM_MESSAGE_SIZE, 1024, 1048576",
  })
  void theAttributesOfAQueueHaveBounds(QueueAttributeName name, int min, int max) {
    assertThat(queue(Map.of(name, Integer.toString(min)))).isNotEmpty();
    assertThat(queue(Map.of(name, Integer.toString(max)))).isNotEmpty();
    for (var wrong : List.of(Integer.toString(min - 1), Integer.toString(max + 1), "", "1.5")) {
      assertThatExceptionOfType(InvalidAttributeValueException.class)
          .isThrownBy(() -> queue(Map.of(name, wrong)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:queue-0\",\"maxReceiveCount\":0}",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:queue-0\",\"maxReceiveCount\":1001}",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:queue-0\"}",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:nowhere\",\"maxReceiveCount\":1}",
        "{\"maxReceiveCount\":1}",
        "[]",
        "no JSON"
      })
  void aRedrivePolicyNamesAQueueAndACount(String policy) {
    queue(Map.of());

    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() -> queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "q.fifo"})
  void aNameOfAQueueHasLettersDigitsDashesAndUnderscores(String name) {
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() -> sqs.createQueue(request -> request.queueName(name)));
  }

  @Test
  void aNameOfAQueueHasAtMostEightyCharacters() {
    sqs.createQueue(request -> request.queueName("q".repeat(80)));

    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() -> sqs.createQueue(request -> request.queueName("q".repeat(81))));
  }

  @Test
  void messageAttributesCanBeAskedForByNameAndPrefix() {
    var url = queue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
    var attribute = MessageAttributeValue.builder().dataType("String").stringValue("v").build();
    sqs.sendMessage(request ->
        request
            .queueUrl(url)
            .messageBody("x")
            .messageAttributes(Map.of("a.1", attribute, "a.2", attribute, "b", attribute)));

    assertThat(names(url, "b")).containsExactly("b");
    assertThat(names(url, "a.*")).containsExactlyInAnyOrder("a.1", "a.2");
    assertThat(names(url)).isEmpty();
  }

  private Iterable<String> names(String url, String... wanted) {
    return sqs.receiveMessage(request -> request.queueUrl(url).messageAttributeNames(wanted))
        .messages()
        .getFirst()
        .messageAttributes()
        .keySet();
  }
}

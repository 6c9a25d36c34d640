package dev.longshore.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SqsDeadLettersTest {

  private static final class FakeSqs implements SqsClient {

    final List<String> asked = new ArrayList<>();
    final List<SendMessageRequest> sent = new ArrayList<>();

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
      asked.add(request.queueName());
      return GetQueueUrlResponse.builder().queueUrl("url:" + request.queueName()).build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      sent.add(request);
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }

  private final FakeSqs sqs = new FakeSqs();
  private final SqsDeadLetters deadLetters =
      new SqsDeadLetters(sqs, SfnExecutionsTest.deployment());

  private String attribute(String name) {
    return Objects.requireNonNull(sqs.sent.getLast().messageAttributes().get(name)).stringValue();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void aPoisonedMessageIsKeptWithItsReasonAndItsId() {
    deadLetters.send("ls-test-etl", "m-1", "not JSON", "the message must be a JSON object");

    assertThat(sqs.sent.getFirst().queueUrl()).isEqualTo("url:ls-test-etl_dead");
    assertThat(sqs.sent.getFirst().messageBody()).isEqualTo("not JSON");
    assertThat(attribute(SqsDeadLetters.REASON)).isEqualTo("the message must be a JSON object");
    assertThat(attribute(SqsDeadLetters.MESSAGE_ID)).isEqualTo("m-1");
  }

  @Test
  void theQueuesAddressIsAskedForOnce() {
    deadLetters.send("ls-test-etl", "m-1", "x", "why");
    deadLetters.send("ls-test-etl", "m-2", "x", "why");
    deadLetters.send("ls-test-other", "m-3", "x", "why");

    assertThat(sqs.asked).containsExactly("ls-test-etl_dead", "ls-test-other_dead");
  }

  @Test
  void aMessageThatLeavesNoRoomForItsReasonIsCutBetweenCharactersAndSaysSo() {
    for (var character : List.of("a", "\u00e9", "\u20ac", "\uD83D\uDEA2")) {
      var body = character.repeat((1 << 20) / bytes(character));

      deadLetters.send("ls-test-etl", "m-1", body, "why");

      var kept = sqs.sent.getLast().messageBody();
      assertThat(body).startsWith(kept);
      assertThat(bytes(kept))
          .isBetween(SqsDeadLetters.BODY_BYTES_MAX - 3, SqsDeadLetters.BODY_BYTES_MAX);
      assertThat(kept).doesNotContain("\uFFFD");
      assertThat(attribute(SqsDeadLetters.REASON)).isEqualTo("(cut to fit) why");
    }
  }

  @Test
  void aMessageThatFitsIsKeptWhole() {
    var body = "a".repeat(SqsDeadLetters.BODY_BYTES_MAX);

    deadLetters.send("ls-test-etl", "m-1", body, "why");

    assertThat(sqs.sent.getLast().messageBody()).isEqualTo(body);
    assertThat(attribute(SqsDeadLetters.REASON)).isEqualTo("why");
  }

  @Test
  void aLongReasonIsCut() {
    deadLetters.send("ls-test-etl", "m-1", "x", "y".repeat(5_000));

    assertThat(attribute(SqsDeadLetters.REASON)).hasSize(1024);
  }

  @Test
  void aQueueBelongsToOneJobAndItsDeadLettersToNone() {
    var deployment = SfnExecutionsTest.deployment();

    assertThat(deployment.jobOf(deployment.queue("etl"))).isEqualTo("etl");
    assertThat(deployment.deadLetterQueue("ls-test-etl")).doesNotMatch("ls-test-[a-z0-9-]+");
  }
}

package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.longshore.local.lambda.LocalLambda;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What Lambda's event source does, in virtual and in real time. */
abstract class EventSourceContract {

  static final String FUNCTION = "function";

  private static final SQSBatchResponse ALL_DONE = new SQSBatchResponse(List.of());

  final String queue = "ls-" + UUID.randomUUID();
  private final List<AutoCloseable> sources = new ArrayList<>();

  abstract QueueBench bench();

  AutoCloseable start(ListeningFunction function) {
    var lambda = new LocalLambda(bench().loop());
    lambda.deploy(FUNCTION, () -> function);
    var source = bench().source(queue, lambda, FUNCTION);
    sources.add(source);
    return source;
  }

  void createQueue() {
    var _ =
        new JobQueue(queue, queue + "-dead-letters", Duration.ofSeconds(1)).create(bench().sqs());
  }

  @AfterEach
  void closeSources() throws Exception {
    for (var source : sources) {
      source.close();
    }
  }

  private static List<String> bodies(int count) {
    return IntStream.range(0, count).mapToObj(n -> "m" + n).toList();
  }

  private static SQSBatchResponse failed(String... ids) {
    return new SQSBatchResponse(List.of(ids).stream().map(BatchItemFailure::new).toList());
  }

  private static String idOf(List<SQSMessage> batch, String body) {
    return batch.stream()
        .filter(message -> message.getBody().equals(body))
        .findFirst()
        .orElseThrow()
        .getMessageId();
  }

  @Test
  void theFunctionTakesEachMessageInBatchesOfAtMostTenAndTheyAreDeleted() {
    createQueue();
    bench().sendAll(queue, bodies(25));
    var function = ListeningFunction.succeeding();

    start(function);
    bench().runUntil(() -> bench().size(queue) == 0);

    assertThat(function.bodies()).containsExactlyInAnyOrderElementsOf(bodies(25));
    assertThat(function.batches()).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 10));
  }

  @Test
  void aMessageThatComesLaterIsTakenToo() {
    createQueue();
    var function = ListeningFunction.succeeding();
    start(function);
    bench().runFor(Duration.ofMillis(100));

    bench().send(queue, "late");
    bench().runUntil(() -> bench().size(queue) == 0);

    assertThat(function.bodies()).containsExactly("late");
  }

  @Test
  void anEventTellsOfAMessageWhatLambdaTells() {
    createQueue();
    var attribute = MessageAttributeValue.builder().dataType("String").stringValue("v").build();
    var url = bench().url(queue);
    var id =
        bench()
            .sqs()
            .sendMessage(request ->
                request
                    .queueUrl(url)
                    .messageBody("{}")
                    .messageAttributes(Map.of("name", attribute)))
            .messageId();
    var function = ListeningFunction.succeeding();

    start(function);
    bench().runUntil(() -> !function.batches().isEmpty());

    var message = function.batches().getFirst().getFirst();
    assertThat(message.getMessageId()).isEqualTo(id);
    assertThat(message.getBody()).isEqualTo("{}");
    assertThat(message.getEventSource()).isEqualTo("aws:sqs");
    assertThat(message.getEventSourceArn())
        .isEqualTo("arn:aws:sqs:us-east-1:123456789012:" + queue);
    assertThat(message.getAwsRegion()).isEqualTo("us-east-1");
    assertThat(message.getReceiptHandle()).isNotEmpty();
    assertThat(message.getAttributes()).containsEntry("ApproximateReceiveCount", "1");
    assertThat(message.getAttributes().get("SentTimestamp")).matches("[0-9]{13}");
    assertThat(message.getMessageAttributes())
        .hasEntrySatisfying(
            "name",
            named -> {
              assertThat(named.getStringValue()).isEqualTo("v");
              assertThat(named.getDataType()).isEqualTo("String");
            });
  }

  @Test
  void onlyWhatTheFunctionReportsAsFailedComesAgain() {
    createQueue();
    bench().sendAll(queue, bodies(3));
    var function =
        new ListeningFunction(batch -> batch.size() > 1 ? failed(idOf(batch, "m1")) : ALL_DONE);

    start(function);
    bench().runUntil(() -> bench().size(queue) == 0);

    assertThat(function.bodies()).containsExactlyInAnyOrder("m0", "m1", "m2", "m1");
    assertThat(function.batches().getLast().getFirst().getAttributes())
        .containsEntry("ApproximateReceiveCount", "2");
  }

  @Test
  void ifTheFunctionFailsTheWholeBatchComesAgain() {
    createQueue();
    bench().sendAll(queue, bodies(3));
    var function = new ListeningFunction(_ -> failOnce());

    start(function);
    bench().runUntil(() -> bench().size(queue) == 0);

    assertThat(function.bodies()).containsExactlyInAnyOrder("m0", "m1", "m2", "m0", "m1", "m2");
  }

  private boolean hasFailed;

  private SQSBatchResponse failOnce() {
    if (!hasFailed) {
      hasFailed = true;
      throw new IllegalStateException("an outage");
    }
    return ALL_DONE;
  }

  @Test
  void anAnswerThatNamesWhatWasNotInTheBatchCountsAsAFailure() {
    createQueue();
    bench().send(queue, "m0");
    var answers = new ArrayList<>(List.of(failed("unheard of"), ALL_DONE));
    var function = new ListeningFunction(_ -> answers.removeFirst());

    start(function);
    bench().runUntil(() -> bench().size(queue) == 0);

    assertThat(function.bodies()).containsExactly("m0", "m0");
  }

  @Test
  void noAnswerMeansThatNothingFailed() {
    createQueue();
    bench().send(queue, "m0");
    var function = new ListeningFunction(_ -> null);

    start(function);
    bench().runUntil(() -> bench().size(queue) == 0);

    assertThat(function.bodies()).containsExactly("m0");
  }

  @Test
  void onceItIsClosedTheFunctionIsInvokedNoMore() throws Exception {
    createQueue();
    var function = ListeningFunction.succeeding();
    var source = start(function);
    bench().runFor(Duration.ofMillis(100));

    source.close();
    bench().send(queue, "late");
    bench().runFor(Duration.ofMillis(300));

    assertThat(function.batches()).isEmpty();
    assertThat(bench().size(queue)).isEqualTo(1);
  }
}

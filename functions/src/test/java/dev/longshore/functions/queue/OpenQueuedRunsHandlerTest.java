package dev.longshore.functions.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import dev.longshore.functions.SampleEvents;
import dev.longshore.functions.TestCloud;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class OpenQueuedRunsHandlerTest {

  private static final String FIRST = "059f36b4-87a3-44ab-83d2-661975980001";

  private final TestCloud cloud = new TestCloud();

  private List<String> handle(String event) {
    return failures(cloud.queues().handleRequest(SampleEvents.messages(event), null));
  }

  private static List<String> failures(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static RunId runOf(String messageId) {
    var sentAt = Instant.parse("2026-11-21T17:30:00.123Z");
    return RunId.of(
        TestCloud.job().name(), Trigger.message("ls-prod-nightly-orders", messageId, sentAt));
  }

  private List<RunId> runs() {
    return cloud.ledger.openRuns(null, 99);
  }

  @Test
  void eachMessageIsOneRunWithItsFieldsAsParameters() {
    assertThat(handle("open-queued-runs")).isEmpty();

    assertThat(runs()).hasSize(2);
    assertThat(cloud.started).hasSize(2);
    assertThat(cloud.ledger.run(runOf(FIRST)).value().parameters().values())
        .isEqualTo(Map.of("key", "2026/11/21/orders.csv"));
    assertThat(cloud.deadLetters).isEmpty();
  }

  @Test
  void aMessageThatIsDeliveredTwiceIsOneRun() {
    handle("open-queued-runs");
    handle("open-queued-runs");

    assertThat(runs()).hasSize(2);
  }

  @Test
  void poisonGoesToTheDeadLetterQueueWithItsReasonAndComesNoMore() {
    assertThat(handle("open-queued-runs-with-poison")).isEmpty();

    assertThat(runs()).containsExactly(runOf(FIRST));
    assertThat(cloud.deadLetters)
        .extracting(SendMessageRequest::messageBody)
        .containsExactly("not JSON", "[\"no\", \"object\"]", "{\"limit\": \"many\"}", "{}");
    assertThat(cloud.deadLetters)
        .extracting(SendMessageRequest::queueUrl)
        .containsExactly(
            "ls-prod-nightly-orders_dead",
            "ls-prod-nightly-orders_dead",
            "ls-prod-nightly-orders_dead",
            "ls-prod-gone_dead");
    var reasons =
        cloud.deadLetters.stream()
            .map(letter ->
                Objects.requireNonNull(letter.messageAttributes().get("reason")).stringValue())
            .toList();
    assertThat(reasons.get(0)).startsWith("the message must be a JSON object: not JSON");
    assertThat(reasons.get(1)).contains("a JSON object is needed, but this is a list");
    assertThat(reasons.get(2)).contains("limit");
    assertThat(reasons.get(3)).isEqualTo("there is no job gone");
  }

  @Test
  void poisonThatTheDeadLetterQueueDoesNotTakeComesAgainAndHarmsNoOther() {
    cloud.brokenQueues.add("ls-prod-nightly-orders_dead");

    assertThat(handle("open-queued-runs-with-poison"))
        .containsExactly(
            "059f36b4-87a3-44ab-83d2-661975980002",
            "059f36b4-87a3-44ab-83d2-661975980003",
            "059f36b4-87a3-44ab-83d2-661975980004");

    assertThat(runs()).containsExactly(runOf(FIRST));
    assertThat(cloud.deadLetters).hasSize(1);
  }

  @Test
  void aQueueThatIsNoJobsIsTriedAgainAndNotLost() {
    var event = SampleEvents.messages("open-queued-runs");
    event.getRecords().getFirst().setEventSourceArn("arn:aws:sqs:us-east-1:1:ls-prod-NO_JOB");

    assertThat(failures(cloud.queues().handleRequest(event, null))).containsExactly(FIRST);
    assertThat(runs()).hasSize(1);
  }
}

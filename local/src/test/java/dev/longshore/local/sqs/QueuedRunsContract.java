package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.longshore.aws.Deployment;
import dev.longshore.aws.SqsDeadLetters;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.functions.queue.OpenQueuedRunsHandler;
import dev.longshore.job.Architecture;
import dev.longshore.job.CapacityPolicy;
import dev.longshore.job.Catalog;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.job.Parameter;
import dev.longshore.job.RetryPolicy;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.MemoryStore;
import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.orchestration.Settings;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** From a message to its run, through the function that opens it. */
abstract class QueuedRunsContract {

  private static final String FUNCTION = "open-queued-runs";

  /** An environment that leaves little of the 8,192 characters that a task's overrides may have. */
  private static final int LONG_TEXT = 8_100;

  /** So that tests that share a server share no queue. */
  private final String prefix = "ls-" + UUID.randomUUID().toString().substring(0, 8) + "-";

  private final Deployment deployment =
      new Deployment(
          new Settings(
              "test",
              List.of(),
              "checkpoints",
              new Billing(PriceTable.shipped(), "us-east-1"),
              null,
              Map.of()),
          "longshore",
          "arn:aws:states:us-east-1:123456789012:stateMachine:longshore-run",
          "default",
          prefix,
          List.of());
  private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
  private final List<SQSMessage> invokedWith = new ArrayList<>();
  private final List<AutoCloseable> sources = new ArrayList<>();
  private OutageStore store = new OutageStore(new MemoryStore(Instant::now, Duration.ZERO));
  private boolean failsAfterwards;

  abstract QueueBench bench();

  @BeforeEach
  void startWithFreshLedger() {
    store = new OutageStore(new MemoryStore(bench().loop(), Duration.ZERO));
  }

  @AfterEach
  void closeSources() throws Exception {
    for (var source : sources) {
      source.close();
    }
  }

  private static Job etl() {
    var parameters = new TreeMap<String, Parameter>();
    parameters.put("n", new Parameter(Parameter.Type.INTEGER, null, true, null));
    parameters.put("text", new Parameter(Parameter.Type.STRING, null, false, null));
    return new Job(
        new JobName("etl"),
        null,
        "image:1",
        List.of("work"),
        FargateSize.DEFAULT,
        Architecture.X86_64,
        Job.EPHEMERAL_STORAGE_DEFAULT,
        List.of(),
        true,
        new TreeMap<>(),
        new TreeMap<>(),
        CapacityPolicy.DEFAULT,
        RetryPolicy.DEFAULT,
        Job.TIMEOUT_DEFAULT,
        Job.START_TIMEOUT_DEFAULT,
        null,
        null,
        false,
        null,
        parameters,
        null,
        null,
        List.of(),
        List.of(),
        new TreeMap<>());
  }

  private String queueOf(String job) {
    var queue = deployment.queue(job);
    var _ =
        new JobQueue(queue, deployment.deadLetterQueue(queue), Duration.ofSeconds(1))
            .create(bench().sqs());
    return queue;
  }

  private void start(String queue) {
    var handler =
        new OpenQueuedRunsHandler(
            Catalog.of(List.of(etl())),
            store,
            stepFunctions,
            bench().sqs(),
            deployment,
            bench().loop());
    var lambda = new LocalLambda(bench().loop());
    lambda.<SQSEvent, SQSBatchResponse>deploy(
        FUNCTION,
        () ->
            (event, context) -> {
              invokedWith.addAll(event.getRecords());
              var response = handler.handleRequest(event, context);
              if (failsAfterwards) {
                failsAfterwards = false;
                throw new IllegalStateException("the answer is lost");
              }
              return response;
            });
    sources.add(bench().source(queue, lambda, FUNCTION));
  }

  private Run run(String id) {
    return new Ledger(store).run(new RunId(id)).value();
  }

  private List<Object> openedNumbers() {
    return stepFunctions.started().stream().map(id -> run(id).parameters().value("n")).toList();
  }

  @Test
  void eachMessageBecomesOneRun() {
    var queue = queueOf("etl");
    bench().sendAll(queue, IntStream.range(0, 200).mapToObj(n -> "{\"n\":" + n + "}").toList());

    start(queue);
    bench().runUntil(() -> bench().size(queue) == 0);

    assertThat(openedNumbers())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 200).mapToObj(Object.class::cast).toList());
    assertThat(bench().size(deployment.deadLetterQueue(queue))).isZero();
  }

  @Test
  void theRunIsNamedAfterTheMessageAndItsTime() {
    var queue = queueOf("etl");
    bench().send(queue, "{\"n\":1}");

    start(queue);
    bench().runUntil(() -> bench().size(queue) == 0);

    var message = invokedWith.getFirst();
    var sentAt = Instant.ofEpochMilli(Long.parseLong(message.getAttributes().get("SentTimestamp")));
    var trigger = Trigger.message(queue, message.getMessageId(), sentAt);
    assertThat(stepFunctions.started())
        .containsExactly(RunId.of(new JobName("etl"), trigger).value());
    assertThat(run(stepFunctions.started().getFirst()).trigger()).isEqualTo(trigger);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no JSON            | must be a JSON object",
        "[{\"n\":1}]        | must be a JSON object",
        "\"text\"           | must be a JSON object",
        "{}                 | parameter n is required",
        "{\"n\":\"one\"}    | must be of type integer",
        "{\"n\":1,\"m\":2}  | there is no parameter m",
        "{\"n\":1,\"text\":\"LONG\"} | ECS takes 8,192",
      })
  void poisonGoesToTheDeadLetterQueueWithItsReason(String pattern, String reason) {
    var queue = queueOf("etl");
    var body = pattern.replace("LONG", "x".repeat(LONG_TEXT));
    bench().send(queue, body);
    bench().send(queue, "{\"n\":7}");

    start(queue);
    bench().runUntil(() -> bench().size(queue) == 0);

    var poison = invokedWith.stream().filter(message -> message.getBody().equals(body)).findFirst();
    var dead = bench().receive(deployment.deadLetterQueue(queue)).getFirst();
    assertThat(dead.body()).isEqualTo(body);
    assertThat(text(dead.messageAttributes().get(SqsDeadLetters.REASON))).contains(reason);
    assertThat(text(dead.messageAttributes().get(SqsDeadLetters.MESSAGE_ID)))
        .isEqualTo(poison.orElseThrow().getMessageId());
    assertThat(openedNumbers()).containsExactly(7);
  }

  private static String text(@Nullable MessageAttributeValue attribute) {
    return attribute == null ? "" : attribute.stringValue();
  }

  @Test
  void aMessageForAJobThatIsGoneIsPoison() {
    var queue = queueOf("gone");
    bench().send(queue, "{\"n\":1}");

    start(queue);
    bench().runUntil(() -> bench().size(queue) == 0);

    var dead = bench().receive(deployment.deadLetterQueue(queue)).getFirst();
    assertThat(text(dead.messageAttributes().get(SqsDeadLetters.REASON)))
        .isEqualTo("there is no job gone");
    assertThat(stepFunctions.started()).isEmpty();
  }

  @Test
  void aMessageThatIsDeliveredAgainOpensNoSecondRun() {
    var queue = queueOf("etl");
    bench().send(queue, "{\"n\":1}");
    failsAfterwards = true;

    start(queue);
    bench().runUntil(() -> bench().size(queue) == 0);

    assertThat(invokedWith).hasSize(2);
    assertThat(invokedWith.getLast().getMessageId())
        .isEqualTo(invokedWith.getFirst().getMessageId());
    assertThat(stepFunctions.started()).hasSize(1);
  }

  @Test
  void anOutageOfTheStoreMakesOnlyThatMessageComeAgain() {
    var queue = queueOf("etl");
    bench().sendAll(queue, IntStream.range(0, 5).mapToObj(n -> "{\"n\":" + n + "}").toList());
    store.failOnce(run -> Integer.valueOf(3).equals(run.parameters().value("n")));

    start(queue);
    bench().runUntil(() -> bench().size(queue) == 0);

    assertThat(openedNumbers()).containsExactlyInAnyOrder(0, 1, 2, 3, 4).endsWith(3);
    assertThat(invokedWith)
        .extracting(SQSMessage::getBody)
        .containsExactlyInAnyOrder(
            "{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":3}", "{\"n\":4}");
  }
}

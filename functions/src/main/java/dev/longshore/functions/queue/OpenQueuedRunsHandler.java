package dev.longshore.functions.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.longshore.aws.Deployment;
import dev.longshore.aws.SfnExecutions;
import dev.longshore.aws.SqsDeadLetters;
import dev.longshore.functions.deployed.DeployedStack;
import dev.longshore.functions.deployed.JsonEvents;
import dev.longshore.functions.deployed.Priming;
import dev.longshore.job.Catalog;
import dev.longshore.job.JobName;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.Store;
import dev.longshore.orchestration.OpenRequest;
import dev.longshore.orchestration.RunOpener;
import dev.longshore.orchestration.RunOpener.AlreadyOpen;
import dev.longshore.orchestration.RunOpener.Opened;
import dev.longshore.orchestration.RunOpener.Opening;
import dev.longshore.orchestration.RunOpener.Refused;
import dev.longshore.run.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Opens one run for each message of a job's queue. A message is acknowledged only once its run is
 * in the ledger, or, if it is poison, once it is in the dead-letter queue with the reason.
 */
public final class OpenQueuedRunsHandler
    implements RequestHandler<SQSEvent, SQSBatchResponse>, RequestStreamHandler {

  private static final Logger LOG = LoggerFactory.getLogger(OpenQueuedRunsHandler.class);

  private final RunOpener opener;
  private final SqsDeadLetters deadLetters;
  private final Deployment deployment;

  /** A handler of the deployed stack, as Lambda makes one. */
  public OpenQueuedRunsHandler() {
    this(DeployedStack.fromEnvironment());
    Priming.beforeSnapshots();
  }

  OpenQueuedRunsHandler(DeployedStack stack) {
    this(
        stack.catalog(),
        stack.store(),
        stack.stepFunctions(),
        stack.sqs(),
        stack.deployment(),
        stack.clock());
  }

  public OpenQueuedRunsHandler(
      Catalog catalog,
      Store store,
      SfnClient stepFunctions,
      SqsClient sqs,
      Deployment deployment,
      InstantSource clock) {
    var executions = new SfnExecutions(stepFunctions, deployment);
    this.opener =
        new RunOpener(catalog, new Ledger(store), executions, deployment.settings(), clock);
    this.deadLetters = new SqsDeadLetters(sqs, deployment);
    this.deployment = deployment;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
      throws IOException {
    var batch = QueueEvents.batch(new Fields(JsonEvents.read(event)));
    JsonEvents.write(QueueEvents.answer(handleRequest(batch, context)), answer);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, @Nullable Context context) {
    var again = new ArrayList<BatchItemFailure>();
    for (var message : event.getRecords()) {
      try {
        handle(message);
      } catch (RuntimeException e) {
        // The others of the batch are none the worse; this one becomes visible again.
        LOG.atWarn()
            .setCause(e)
            .addKeyValue("messageId", message.getMessageId())
            .log("message comes again");
        again.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(again);
  }

  private void handle(SQSMessage message) {
    var queue = queue(message);
    switch (open(queue, message)) {
      case Opened _, AlreadyOpen _ -> {}
      case Refused(var reason) -> {
        LOG.atWarn()
            .addKeyValue("messageId", message.getMessageId())
            .addKeyValue("reason", reason)
            .log("poison");
        deadLetters.send(queue, message.getMessageId(), message.getBody(), reason);
      }
    }
  }

  private Opening open(String queue, SQSMessage message) {
    Fields parameters;
    try {
      parameters = Json.parseObject(message.getBody());
    } catch (IllegalArgumentException e) {
      return new Refused("the message must be a JSON object: " + e.getMessage());
    }
    var sentAt = Instant.ofEpochMilli(Long.parseLong(message.getAttributes().get("SentTimestamp")));
    var trigger = Trigger.message(queue, message.getMessageId(), sentAt);
    return opener.open(
        OpenRequest.of(new JobName(deployment.jobOf(queue)), trigger, parameters.values()));
  }

  private static String queue(SQSMessage message) {
    var arn = message.getEventSourceArn();
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}

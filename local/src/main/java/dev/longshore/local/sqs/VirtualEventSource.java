package dev.longshore.local.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.loop.EventLoop;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;

/**
 * Invokes a function with the messages of a queue in virtual time: as soon as one is visible, on
 * the loop.
 */
public final class VirtualEventSource implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VirtualEventSource.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final LocalLambda lambda;
  private final String function;
  private final QueueConsumer consumer;
  private boolean isPollDue;
  private boolean isClosed;

  private VirtualEventSource(
      EventLoop loop, LocalLambda lambda, String function, QueueConsumer consumer) {
    this.loop = loop;
    this.lambda = lambda;
    this.function = function;
    this.consumer = consumer;
  }

  /** Starts to invoke {@code function} with the messages of {@code queue}, which must be there. */
  public static VirtualEventSource start(
      EventLoop loop, SimulatedSqs sqs, String queue, LocalLambda lambda, String function) {
    var url = sqs.getQueueUrl(GetQueueUrlRequest.builder().queueName(queue).build()).queueUrl();
    var source = new VirtualEventSource(loop, lambda, function, new QueueConsumer(sqs, url));
    sqs.onVisible(queue, source::pollSoon);
    // Messages may have been there before it.
    source.pollSoon();
    return source;
  }

  private void pollSoon() {
    pollAt(loop.instant());
  }

  private void pollAt(Instant when) {
    if (!isPollDue && !isClosed) {
      isPollDue = true;
      var _ = loop.at(when, this::poll);
    }
  }

  private void poll() {
    isPollDue = false;
    if (isClosed) {
      return;
    }
    try {
      var batch = consumer.receive(Duration.ZERO);
      if (!batch.isEmpty()) {
        consumer.acknowledge(
            batch, lambda.<SQSEvent, SQSBatchResponse>invoke(function, consumer.event(batch)));
        pollSoon();
      }
    } catch (SdkException e) {
      LOG.atWarn().setCause(e).addKeyValue("function", function).log("queue does not answer");
      pollAt(loop.instant().plus(PAUSE_AFTER_FAILURE));
    }
  }

  /** Invokes the function no more. What it was not invoked with stays in the queue. */
  @Override
  public void close() {
    isClosed = true;
  }
}

package dev.longshore.local.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.lambda.LocalLambda.Failed;
import dev.longshore.local.lambda.LocalLambda.Invocation;
import dev.longshore.local.loop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Invokes a function with the messages of a queue on a real clock. It waits for them on a thread of
 * its own and deletes them there; the function is invoked on the loop.
 */
public final class PollingEventSource implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PollingEventSource.class);
  private static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final LocalLambda lambda;
  private final String function;
  private final QueueConsumer consumer;
  private final Thread poller;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean mayBeInterrupted;

  private PollingEventSource(
      EventLoop loop, LocalLambda lambda, String function, QueueConsumer consumer) {
    this.loop = loop;
    this.lambda = lambda;
    this.function = function;
    this.consumer = consumer;
    // A virtual thread can be interrupted while it waits for an answer over a socket; no other can.
    this.poller = Thread.ofVirtual().name("poller for " + function).unstarted(this::poll);
  }

  /** Starts to invoke {@code function} with the messages of the queue at {@code queueUrl}. */
  public static PollingEventSource start(
      EventLoop loop, SqsClient sqs, String queueUrl, LocalLambda lambda, String function) {
    var consumer = new QueueConsumer(sqs, queueUrl);
    var source = new PollingEventSource(loop, lambda, function, consumer);
    source.poller.start();
    return source;
  }

  private void poll() {
    try {
      while (!isClosed()) {
        pollOnce();
      }
    } catch (InterruptedException e) {
      LOG.atDebug().addKeyValue("function", function).log("closed while it waited");
    }
  }

  private void pollOnce() throws InterruptedException {
    try {
      var batch = untilClosed(() -> consumer.receive(LONG_POLL));
      if (!batch.isEmpty()) {
        consumer.acknowledge(batch, untilClosed(() -> invoke(batch)));
      }
    } catch (SdkException e) {
      if (isClosed()) {
        return;
      }
      LOG.atWarn().setCause(e).addKeyValue("function", function).log("queue does not answer");
      var _ = closed.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private Invocation<SQSBatchResponse> invoke(List<Message> batch) throws InterruptedException {
    var event = consumer.event(batch);
    var result = new ArrayBlockingQueue<Invocation<SQSBatchResponse>>(1);
    var _ =
        loop.soon(() -> {
          // Nobody would delete the messages any more.
          if (isClosed()) {
            return;
          }
          Invocation<SQSBatchResponse> invocation =
              new Failed<>("Runtime.Unknown", "the loop broke off");
          try {
            invocation = lambda.<SQSEvent, SQSBatchResponse>invoke(function, event);
          } finally {
            result.add(invocation);
          }
        });
    return result.take();
  }

  @FunctionalInterface
  private interface Waiting<T> {
    T await() throws InterruptedException;
  }

  /** Waits for something, unless {@link #close} breaks it off. All else is brought to its end. */
  private <T> T untilClosed(Waiting<T> waiting) throws InterruptedException {
    synchronized (this) {
      if (isClosed()) {
        throw new InterruptedException("closed");
      }
      mayBeInterrupted = true;
    }
    try {
      return waiting.await();
    } finally {
      synchronized (this) {
        mayBeInterrupted = false;
        // It came too late to break anything off, or already did.
        var _ = Thread.interrupted();
      }
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /**
   * Invokes the function no more, and returns once what was invoked is deleted. What the function
   * was not invoked with stays in the queue. May be called on the loop.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed.countDown();
      if (mayBeInterrupted) {
        poller.interrupt();
      }
    }
    try {
      poller.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.longshore.local.sqs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import scala.concurrent.Await;
import scala.concurrent.Future;

/**
 * Waits for ElasticMQ. Turned into Java's, its futures would be completed by the common pool, whose
 * one thread, on two cores, may be the one that waits.
 */
final class ElasticFutures {

  /** Enough for a machine under any load; there is nothing to be done but to give up. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private ElasticFutures() {}

  static <T> T await(Future<T> future) {
    try {
      return Await.result(
          future,
          scala.concurrent.duration.Duration.apply(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new IllegalStateException("ElasticMQ does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for ElasticMQ", e);
    }
  }
}

package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.loop.RealLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** ElasticMQ's queues in real time. */
final class ElasticQueues implements QueueBench {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration TICK = Duration.ofMillis(10);

  private final RealLoop loop = new RealLoop(Instant.now(), 1);
  private final QueueServer server;
  private final SqsClient sqs;

  ElasticQueues(Path folder) {
    server = server(folder, 0);
    sqs = LocalSqsClient.at(server.endpoint(), "us-east-1");
    tick();
  }

  /** A server that must not fail. */
  static QueueServer server(Path folder, int port, JobQueue... queues) {
    return QueueServer.start(
        new QueueServer.Settings(folder, port, "123456789012", "us-east-1", List.of(queues)),
        failure -> {
          throw failure;
        });
  }

  // The loop asks whether it is done only when there was something to do.
  private void tick() {
    var _ = loop.at(loop.instant().plus(TICK), this::tick);
  }

  @Override
  public RealLoop loop() {
    return loop;
  }

  @Override
  public SqsClient sqs() {
    return sqs;
  }

  @Override
  public PollingEventSource source(String queue, LocalLambda lambda, String function) {
    return PollingEventSource.start(loop, sqs, url(queue), lambda, function);
  }

  @Override
  public void runUntil(BooleanSupplier done) {
    var end = loop.instant().plus(PATIENCE);
    loop.run(() -> done.getAsBoolean() || loop.instant().isAfter(end));
    assertThat(loop.instant()).isBeforeOrEqualTo(end);
  }

  @Override
  public void runFor(Duration time) {
    var end = loop.instant().plus(time);
    loop.run(() -> loop.instant().isAfter(end));
  }

  @Override
  public void close() {
    sqs.close();
    server.close();
  }
}

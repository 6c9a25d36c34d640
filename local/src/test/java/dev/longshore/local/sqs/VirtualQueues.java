package dev.longshore.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.call.Calls;
import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.loop.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Simulated queues in virtual time. */
final class VirtualQueues implements QueueBench {

  private static final Duration PATIENCE = Duration.ofDays(1);

  private final VirtualLoop loop = new VirtualLoop(Instant.parse("2026-11-21T02:30:00Z"));
  private final SimulatedSqs sqs;

  VirtualQueues(Calls calls) {
    sqs = new SimulatedSqs(loop, "123456789012", "us-east-1", calls, new SplittableRandom(7));
  }

  @Override
  public VirtualLoop loop() {
    return loop;
  }

  @Override
  public SimulatedSqs sqs() {
    return sqs;
  }

  @Override
  public VirtualEventSource source(String queue, LocalLambda lambda, String function) {
    return VirtualEventSource.start(loop, sqs, queue, lambda, function);
  }

  @Override
  public void runUntil(BooleanSupplier done) {
    assertThat(loop.runUntil(loop.instant().plus(PATIENCE), done)).isTrue();
  }

  @Override
  public void runFor(Duration time) {
    loop.runFor(time);
  }

  @Override
  public void close() {
    sqs.close();
  }
}

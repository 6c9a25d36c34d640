package dev.longshore.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.decision.Sample;
import dev.longshore.job.FargateSize;
import dev.longshore.local.call.Calls;
import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.local.ecs.Lifecycle;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.loop.VirtualLoop;
import dev.longshore.local.runtime.RunningTask;
import dev.longshore.local.runtime.TaskListener;
import dev.longshore.local.runtime.TaskRuntime;
import dev.longshore.local.runtime.TaskSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

class UsageMetricsTest {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final FargateSize HALF_A_VCPU = new FargateSize(512, 1024);

  private final VirtualLoop loop = new VirtualLoop(START);
  private final MeteredRuntime runtime = new MeteredRuntime();
  private final SimulatedEcs ecs =
      new SimulatedEcs(
          loop,
          runtime,
          family ->
              Optional.of(
                  TaskDefinition.builder()
                      .family(family)
                      .revision(1)
                      .containerDefinitions(
                          ContainerDefinition.builder().name("job").command("work").build())
                      .build()),
          (id, _, command, environment) ->
              new TaskSpec(id, command, environment, Path.of("."), Path.of("log")),
          new SimulatedEcs.Options(
              "longshore",
              "000000000000",
              "us-east-1",
              Lifecycle.INSTANT,
              CapacityMarket.CALM,
              MINUTE,
              MINUTE,
              Integer.MAX_VALUE),
          _ -> {},
          Calls.DIRECT,
          new SplittableRandom(1));

  /** A runtime with one task, whose use is what a test says. */
  private static final class MeteredRuntime implements TaskRuntime, RunningTask {

    private @Nullable TaskListener listener;
    private Optional<Usage> usage = Optional.of(new Usage(Duration.ZERO, 0));

    @Override
    public RunningTask start(TaskSpec spec, TaskListener other) {
      listener = other;
      other.started();
      return this;
    }

    void used(Duration cpu, long logBytes) {
      usage = Optional.of(new Usage(cpu, logBytes));
    }

    void exit() {
      if (listener != null) {
        listener.exited(0);
      }
    }

    @Override
    public void terminate() {}

    @Override
    public void kill() {}

    @Override
    public Optional<Usage> usage() {
      return usage;
    }

    @Override
    public void close() {}
  }

  private String launch() {
    var container = ContainerOverride.builder().name("job").build();
    var request =
        RunTaskRequest.builder()
            .cluster("longshore")
            .taskDefinition("etl")
            .capacityProviderStrategy(
                CapacityProviderStrategyItem.builder()
                    .capacityProvider("FARGATE")
                    .weight(1)
                    .build())
            .overrides(
                TaskOverride.builder()
                    .cpu("512")
                    .memory("1024")
                    .containerOverrides(container)
                    .build())
            .build();
    var arn = ecs.runTask(request).tasks().getFirst().taskArn();
    loop.runFor(Duration.ZERO);
    return arn;
  }

  private UsageMetrics metrics(double speed) {
    return new UsageMetrics(loop, ecs, time -> Duration.ofNanos((long) (time.toNanos() / speed)));
  }

  @Test
  void percentIsOfTheTasksOwnVcpus() {
    var metrics = metrics(1);
    var task = launch();
    metrics.watch(task, HALF_A_VCPU, MINUTE);

    runtime.used(Duration.ofSeconds(15), 100);
    loop.runFor(MINUTE);
    runtime.used(Duration.ofSeconds(15), 130);
    loop.runFor(MINUTE);

    // 15 s of CPU in a minute are a quarter of a vCPU, which is half of half a one.
    assertThat(metrics.samples(task, START))
        .containsExactly(
            new Sample(START, START.plus(MINUTE), 50, 100),
            new Sample(START.plus(MINUTE), START.plus(MINUTE).plus(MINUTE), 0, 30));
  }

  @Test
  void atTenTimesTheSpeedAProcessHasATenthOfTheTime() {
    var metrics = metrics(10);
    var task = launch();
    metrics.watch(task, HALF_A_VCPU, MINUTE);

    runtime.used(Duration.ofMillis(1_500), 0);
    loop.runFor(MINUTE);

    assertThat(metrics.samples(task, START)).extracting(Sample::cpuPercent).containsExactly(50.0);
  }

  @Test
  void onlyWhatIsWatchedIsSampledAndOnce() {
    var metrics = metrics(1);
    var task = launch();
    loop.runFor(MINUTE);
    assertThat(metrics.samples(task, START)).isEmpty();

    metrics.watch(task, HALF_A_VCPU, MINUTE);
    metrics.watch(task, HALF_A_VCPU, MINUTE);
    loop.runFor(MINUTE);

    assertThat(metrics.samples(task, START)).hasSize(1);
  }

  @Test
  void samplesAreThoseThatEndAfterTheInstant() {
    var metrics = metrics(1);
    var task = launch();
    metrics.watch(task, HALF_A_VCPU, MINUTE);
    loop.runFor(MINUTE.multipliedBy(3));

    assertThat(metrics.samples(task, START.plus(MINUTE)))
        .extracting(Sample::to)
        .containsExactly(START.plus(MINUTE.multipliedBy(2)), START.plus(MINUTE.multipliedBy(3)));
  }

  @Test
  void notMoreThanTheLatestAreKept() {
    var metrics = metrics(1);
    var task = launch();
    metrics.watch(task, HALF_A_VCPU, MINUTE);
    loop.runFor(Duration.ofHours(5));

    assertThat(metrics.samples(task, START)).hasSize(16);
    assertThat(metrics.samples(task, START).getLast().to())
        .isEqualTo(START.plus(Duration.ofHours(5)));
  }

  @Test
  void whatCannotBeSeenIsMissingAndNotSilence() {
    var metrics = metrics(1);
    var task = launch();
    metrics.watch(task, HALF_A_VCPU, MINUTE);

    runtime.usage = Optional.empty();
    loop.runFor(MINUTE);

    assertThat(metrics.samples(task, START)).isEmpty();
  }

  @Test
  void aTaskThatHasStoppedIsSampledNoMore() {
    var metrics = metrics(1);
    var task = launch();
    metrics.watch(task, HALF_A_VCPU, MINUTE);

    runtime.exit();
    loop.runFor(MINUTE);

    assertThat(metrics.samples(task, START)).isEmpty();
  }
}

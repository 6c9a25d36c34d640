package dev.longshore.local;

import dev.longshore.decision.Sample;
import dev.longshore.job.FargateSize;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.runtime.RunningTask.Usage;
import dev.longshore.orchestration.TaskMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Samples what tasks use that have an idle policy, as long as they run. */
final class UsageMetrics implements TaskMetrics {

  private static final double CPU_UNITS = 1024;
  private static final double PERCENT = 100;

  /**
   * How many samples are kept of a task: enough for any look at twice the time of its idle policy.
   */
  private static final int SAMPLES_MAX = 16;

  private final EventLoop loop;
  private final SimulatedEcs ecs;
  private final UnaryOperator<Duration> realTime;
  private final Map<String, Watched> watched = new HashMap<>();

  UsageMetrics(EventLoop loop, SimulatedEcs ecs, UnaryOperator<Duration> realTime) {
    this.loop = loop;
    this.ecs = ecs;
    this.realTime = realTime;
  }

  /** What was seen of one task. */
  private static final class Watched {

    private final FargateSize size;
    private final Duration interval;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Instant lastAt;
    private Usage last;

    Watched(FargateSize size, Duration interval, Instant at, Usage usage) {
      this.size = size;
      this.interval = interval;
      this.lastAt = at;
      this.last = usage;
    }
  }

  /** Samples a running task from now on, every {@code interval}; once is enough. */
  void watch(String taskArn, FargateSize size, Duration interval) {
    if (watched.containsKey(taskArn)) {
      return;
    }
    usage(taskArn)
        .ifPresent(usage -> {
          watched.put(taskArn, new Watched(size, interval, loop.instant(), usage));
          later(taskArn, interval);
        });
  }

  private void later(String taskArn, Duration interval) {
    var _ = loop.at(loop.instant().plus(interval), () -> sample(taskArn));
  }

  private void sample(String taskArn) {
    var task = watched.get(taskArn);
    var usage = usage(taskArn);
    if (task == null || usage.isEmpty()) {
      watched.remove(taskArn);
      return;
    }
    var now = loop.instant();
    var elapsed = realTime.apply(Duration.between(task.lastAt, now));
    if (elapsed.isPositive()) {
      task.samples.addLast(sample(task, usage.get(), now, elapsed));
    }
    if (task.samples.size() > SAMPLES_MAX) {
      task.samples.removeFirst();
    }
    task.lastAt = now;
    task.last = usage.get();
    later(taskArn, task.interval);
  }

  private static Sample sample(Watched task, Usage usage, Instant now, Duration elapsed) {
    var used = usage.cpu().minus(task.last.cpu());
    var vcpus = task.size.cpu() / CPU_UNITS;
    var percent = PERCENT * used.toNanos() / elapsed.toNanos() / vcpus;
    return new Sample(task.lastAt, now, percent, usage.logBytes() - task.last.logBytes());
  }

  private Optional<Usage> usage(String taskArn) {
    return ecs.runningTask(taskArn).flatMap(running -> running.usage());
  }

  @Override
  public List<Sample> samples(String taskArn, Instant since) {
    var task = watched.get(taskArn);
    return task == null
        ? List.of()
        : task.samples.stream().filter(sample -> sample.to().isAfter(since)).toList();
  }
}

package dev.longshore.local.scheduler;

import dev.longshore.json.Fields;
import dev.longshore.local.MapMarks;
import dev.longshore.local.TestJobs;
import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.loop.VirtualLoop;
import dev.longshore.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A scheduler in virtual time, which may die and come back, and what it invokes. */
final class SchedulerBench {

  final MapMarks marks = new MapMarks();
  final List<Instant> fired = new ArrayList<>();
  final List<Instant> invokedAt = new ArrayList<>();
  final List<String> notes = new ArrayList<>();
  private final List<Instant> failing = new ArrayList<>();
  private VirtualLoop loop;
  private @Nullable LocalScheduler scheduler;

  SchedulerBench(String start) {
    loop = new VirtualLoop(Instant.parse(start));
  }

  VirtualLoop loop() {
    return loop;
  }

  /** The function fails for a scheduled time as often as it is named here. */
  SchedulerBench failingFor(String... times) {
    List.of(times).forEach(time -> failing.add(Instant.parse(time)));
    return this;
  }

  /** Starts a scheduler with the job's one schedule. */
  SchedulerBench start(Schedule schedule) {
    var lambda = new LocalLambda(loop);
    lambda.<Map<String, Object>, String>deploy("open", () -> (event, _) -> open(new Fields(event)));
    scheduler =
        new LocalScheduler(loop, lambda, "open", marks, new SplittableRandom(3), notes::add);
    scheduler.add(TestJobs.job("etl").schedules(schedule).build());
    return this;
  }

  SchedulerBench close() {
    Objects.requireNonNull(scheduler).close();
    return this;
  }

  private String open(Fields event) {
    var time = event.instant("scheduledTime");
    invokedAt.add(loop.instant());
    if (failing.remove(time)) {
      throw new IllegalStateException("an outage");
    }
    fired.add(time);
    return event.text("job") + event.text("schedule") + event.text("zone");
  }

  SchedulerBench runUntil(String end) {
    loop.runUntil(Instant.parse(end));
    return this;
  }

  SchedulerBench runFor(Duration duration) {
    loop.runFor(duration);
    return this;
  }

  /** Its process is dead until {@code end}; what was under way is forgotten. */
  SchedulerBench downUntil(String end) {
    loop = new VirtualLoop(Instant.parse(end));
    fired.clear();
    invokedAt.clear();
    return this;
  }

  List<String> firedTimes() {
    return fired.stream().map(Instant::toString).toList();
  }

  Instant mark() {
    return marks
        .doneUpTo("arn:aws:scheduler:us-east-1:000000000000:schedule/longshore/etl-0")
        .orElseThrow();
  }
}

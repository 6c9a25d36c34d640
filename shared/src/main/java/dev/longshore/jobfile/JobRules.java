package dev.longshore.jobfile;

import static java.util.stream.Collectors.joining;

import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.RetryPolicy;
import dev.longshore.schedule.Durations;
import java.util.ArrayList;
import java.util.HashMap;

/** What a job file must keep to beyond its schema: how its keys go together, and with Fargate. */
final class JobRules {

  private final Keys job;

  private JobRules(Keys job) {
    this.job = job;
  }

  /** Complains of what goes against these rules. */
  static void check(Keys job) {
    var rules = new JobRules(job);
    rules.checkImage();
    rules.checkSize();
    rules.checkMemoryCeiling();
    rules.checkOverlap();
    rules.checkIdle();
    rules.checkRetry();
    rules.checkVolumes();
    for (var schedule : job.mappings("schedule")) {
      ScheduleRules.check(schedule);
    }
    ParameterRules.check(job);
    ForecastRules.check(job);
    TextRules.check(job);
  }

  private void checkImage() {
    var image = job.text("image");
    var complaint = image == null ? null : ImageName.complaint(image);
    if (complaint != null) {
      job.complain("image", complaint);
    }
  }

  private FargateSize size() {
    return new FargateSize(
        job.integer("cpu", FargateSize.DEFAULT.cpu()),
        job.integer("memory", FargateSize.DEFAULT.memory()));
  }

  private void checkSize() {
    if (job.areSound("cpu", "memory") && !size().isValid()) {
      var nearest = size().nearest().stream().map(FargateSize::toString).collect(joining(", or "));
      job.complain(
          job.has("memory") ? "memory" : "cpu",
          "Fargate has no %s; the nearest are %s".formatted(size(), nearest));
    }
  }

  private void checkMemoryCeiling() {
    var ceiling = job.integer("memoryCeiling");
    if (ceiling == null || !job.areSound("cpu", "memory")) {
      return;
    }
    if (ceiling < size().memory()) {
      job.complain(
          "memoryCeiling",
          "must be at least memory, %d, but is %d".formatted(size().memory(), ceiling));
    } else if (ceiling > size().memory() && size().withMoreMemory(ceiling).isEmpty()) {
      job.complain("memoryCeiling", outOfReach(ceiling));
    }
  }

  private String outOfReach(int ceiling) {
    return size()
        .withMoreMemory(Integer.MAX_VALUE)
        .map(more ->
            "nothing lies between %s and a ceiling of %d; the next size is %s"
                .formatted(size(), ceiling, more))
        .orElse("%s is the most that Fargate has: drop the ceiling".formatted(size()));
  }

  private void checkOverlap() {
    var overlap = job.text("overlap");
    if (job.has("queue") && ("skip".equals(overlap) || "replace".equals(overlap))) {
      job.complain(
          "overlap",
          "%s would drop messages of the queue: write queue or allow".formatted(overlap));
    }
  }

  private void checkIdle() {
    var idle = job.mapping("idle");
    if (idle == null || !job.areSound("timeout")) {
      return;
    }
    var after = idle.duration("after");
    var timeout = job.duration("timeout", Job.TIMEOUT_DEFAULT);
    if (after != null && after.compareTo(timeout) >= 0) {
      idle.complain(
          "after",
          "must be less than timeout, %s, but is %s"
              .formatted(Durations.format(timeout), Durations.format(after)));
    }
  }

  private void checkRetry() {
    var retry = job.mapping("retry");
    if (retry == null) {
      return;
    }
    var backoff = retry.duration("backoff", RetryPolicy.DEFAULT.backoff());
    var max = retry.duration("max", RetryPolicy.DEFAULT.max());
    if (retry.areSound("backoff", "max") && backoff.compareTo(max) > 0) {
      retry.complain(
          retry.has("backoff") ? "backoff" : "max",
          "backoff, %s, must be at most max, %s"
              .formatted(Durations.format(backoff), Durations.format(max)));
    }
    var both = new ArrayList<>(retry.integers("failExitCodes"));
    both.retainAll(retry.integers("retryExitCodes"));
    if (!both.isEmpty()) {
      var codes = both.stream().sorted().map(String::valueOf).collect(joining(", "));
      retry.complain("failExitCodes", "%s must not be in retryExitCodes too".formatted(codes));
    }
  }

  private void checkVolumes() {
    var lines = new HashMap<String, Integer>();
    for (var volume : job.mappings("volumes")) {
      var path = volume.text("path");
      var first = path == null ? null : lines.putIfAbsent(path, volume.mapping().place().line());
      if (first != null) {
        volume.complain("path", "is there twice, in line %d too".formatted(first));
      }
    }
  }
}

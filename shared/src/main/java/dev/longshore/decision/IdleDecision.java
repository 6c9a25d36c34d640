package dev.longshore.decision;

import dev.longshore.job.IdlePolicy;
import java.time.Duration;
import java.util.List;

/** Whether a running task has been idle for as long as its job allows. */
public sealed interface IdleDecision {

  /** What it rests on. */
  String evidence();

  /** It was silent all the time. */
  record Idle(String evidence) implements IdleDecision {}

  /** It was busy, or it cannot be told. */
  record NotIdle(String evidence) implements IdleDecision {}

  /**
   * Decides from the samples of the last {@code policy.after()}, oldest first. They must cover it
   * without a gap, up to the last sample; what no sample covers is not idle.
   */
  static IdleDecision of(IdlePolicy policy, List<Sample> samples) {
    if (samples.isEmpty()) {
      return new NotIdle("there are no samples");
    }
    var end = samples.getLast().to();
    var silentSince = end;
    for (var sample : samples.reversed()) {
      if (sample.to().isBefore(silentSince)) {
        return new NotIdle("no sample from %s to %s".formatted(sample.to(), silentSince));
      }
      if (!isSilent(policy, sample)) {
        return new NotIdle(
            "%.1f%% CPU and %d log bytes up to %s"
                .formatted(sample.cpuPercent(), sample.logBytes(), sample.to()));
      }
      silentSince = sample.from();
      if (Duration.between(silentSince, end).compareTo(policy.after()) >= 0) {
        return new Idle("%s from %s to %s".formatted(silence(policy), silentSince, end));
      }
    }
    return new NotIdle("%s, but only from %s to %s".formatted(silence(policy), silentSince, end));
  }

  private static boolean isSilent(IdlePolicy policy, Sample sample) {
    var cpuIsSilent = sample.cpuPercent() < policy.cpuBelow();
    var logIsSilent = sample.logBytes() == 0;
    return switch (policy.signal()) {
      case CPU -> cpuIsSilent;
      case LOGS -> logIsSilent;
      case BOTH -> cpuIsSilent && logIsSilent;
    };
  }

  private static String silence(IdlePolicy policy) {
    var cpu = "CPU below %s%%".formatted(policy.cpuBelow());
    return switch (policy.signal()) {
      case CPU -> cpu;
      case LOGS -> "nothing logged";
      case BOTH -> cpu + " and nothing logged";
    };
  }
}

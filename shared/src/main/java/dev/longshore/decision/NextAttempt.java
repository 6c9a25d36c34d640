package dev.longshore.decision;

import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.run.Outcome;
import dev.longshore.run.Overrides;
import dev.longshore.run.PastAttempt;
import java.util.List;
import java.util.Locale;

/** What the next attempt is bought as, and how large. */
public record NextAttempt(Capacity capacity, FargateSize size, String evidence) {

  private static final List<String> NO_CAPACITY_TEXTS =
      List.of("capacity is unavailable", "limit on the number of vcpus");

  /**
   * Decides from what the job and the person who started the run want, and from what became of the
   * attempts so far.
   */
  public static NextAttempt after(List<PastAttempt> past, Job job, Overrides overrides) {
    var size = size(past, job, overrides);
    if (overrides.capacity() != null) {
      return new NextAttempt(overrides.capacity(), size, "asked for by the run");
    }
    return switch (job.capacity().spot()) {
      case NEVER -> new NextAttempt(Capacity.ON_DEMAND, size, "capacity.spot is never");
      case ONLY -> new NextAttempt(Capacity.SPOT, size, "capacity.spot is only");
      case PREFERRED -> preferred(past, job, size);
    };
  }

  private static NextAttempt preferred(List<PastAttempt> past, Job job, FargateSize size) {
    var interruptions = RetryClass.INTERRUPTION.count(past);
    var limit = job.capacity().onDemandAfter();
    if (interruptions >= limit) {
      return new NextAttempt(
          Capacity.ON_DEMAND, size, interruptions + " interruptions, onDemandAfter is " + limit);
    }
    if (!past.isEmpty() && lackedSpot(past.getLast())) {
      return new NextAttempt(Capacity.ON_DEMAND, size, "Spot had no capacity");
    }
    return new NextAttempt(
        Capacity.SPOT, size, interruptions + " of " + limit + " interruptions before on-demand");
  }

  /** Whether an attempt failed because there was no Spot capacity to be had. */
  static boolean lackedSpot(PastAttempt attempt) {
    if (attempt.capacity() != Capacity.SPOT
        || attempt.outcome() != Outcome.LAUNCH_FAILED
        || attempt.stoppedReason() == null) {
      return false;
    }
    var reason = attempt.stoppedReason().toLowerCase(Locale.ROOT);
    return NO_CAPACITY_TEXTS.stream().anyMatch(reason::contains);
  }

  private static FargateSize size(List<PastAttempt> past, Job job, Overrides overrides) {
    var first = overrides.size() == null ? job.size() : overrides.size();
    if (past.isEmpty() || job.memoryCeiling() == null) {
      return first;
    }
    var last = past.getLast();
    return last.outcome() == Outcome.OUT_OF_MEMORY
        ? last.size().withMoreMemory(job.memoryCeiling()).orElse(last.size())
        : last.size();
  }
}

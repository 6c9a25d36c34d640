package dev.longshore.admission;

import dev.longshore.job.Job;
import dev.longshore.job.Overlap;
import dev.longshore.run.Trigger;
import java.util.Optional;

/**
 * The place that a run needs before it may start.
 *
 * @param slot the name of what limits it
 * @param limit how many may hold a place at once
 * @param overlap what becomes of the run if none is free
 */
public record SlotClaim(String slot, int limit, Overlap overlap) {

  /**
   * The claim of a run of {@code job} that {@code trigger} opened; empty where nothing limits it.
   */
  public static Optional<SlotClaim> of(Job job, Trigger trigger) {
    var overlap = job.overlap() == null ? byDefault(trigger) : job.overlap();
    if (job.concurrency() != null) {
      return Optional.of(new SlotClaim(job.name().value(), job.concurrency(), overlap));
    }
    return overlap == Overlap.ALLOW
        ? Optional.empty()
        : Optional.of(new SlotClaim(job.name().value(), 1, overlap));
  }

  private static Overlap byDefault(Trigger trigger) {
    return switch (trigger.type()) {
      case SCHEDULE -> Overlap.SKIP;
      case MESSAGE, EVENT, AFTER, PERSON, BACKFILL, WORKER -> Overlap.ALLOW;
    };
  }
}

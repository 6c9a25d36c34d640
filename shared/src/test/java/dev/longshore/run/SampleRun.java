package dev.longshore.run;

import dev.longshore.cost.Bill;
import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.job.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs and attempts for tests. */
public final class SampleRun {

  public static final Instant OPENED = Instant.parse("2026-11-21T02:30:00Z");

  private SampleRun() {}

  /** A run of {@code job} that a person opened; {@code id} tells it from others. */
  public static Run of(Job job, String id, Instant openedAt) {
    return of(job, Trigger.person(id, openedAt), openedAt);
  }

  public static Run of(Job job, Trigger trigger, Instant openedAt) {
    return Run.opened(
        job.name(),
        JobCodec.version(job),
        trigger,
        Parameters.NONE,
        Overrides.NONE,
        null,
        openedAt);
  }

  public static PastAttempt ended(int n, Outcome outcome) {
    return ended(n, Capacity.SPOT, outcome, null, null);
  }

  public static PastAttempt ended(
      int n,
      Capacity capacity,
      Outcome outcome,
      @Nullable Integer exitCode,
      @Nullable String stoppedReason) {
    return new PastAttempt(
        n,
        capacity,
        FargateSize.DEFAULT,
        outcome,
        exitCode,
        null,
        stoppedReason,
        "arn:task/" + n,
        OPENED,
        OPENED.plusSeconds(60),
        new Bill(60, new Money(206), new Money(206), false),
        true);
  }

  /** The same attempt, of which it is not known what it cost. */
  public static PastAttempt unpriced(PastAttempt attempt) {
    return with(attempt, attempt.size(), new Bill(attempt.bill().seconds(), null, null, false));
  }

  public static PastAttempt with(PastAttempt attempt, FargateSize size, Bill bill) {
    return new PastAttempt(
        attempt.n(),
        attempt.capacity(),
        size,
        attempt.outcome(),
        attempt.exitCode(),
        attempt.stopCode(),
        attempt.stoppedReason(),
        attempt.taskArn(),
        attempt.startedAt(),
        attempt.stoppedAt(),
        bill,
        attempt.counted());
  }

  /** The same attempt, not counting against the limits of retries. */
  public static PastAttempt uncounted(PastAttempt attempt) {
    return new PastAttempt(
        attempt.n(),
        attempt.capacity(),
        attempt.size(),
        attempt.outcome(),
        attempt.exitCode(),
        attempt.stopCode(),
        attempt.stoppedReason(),
        attempt.taskArn(),
        attempt.startedAt(),
        attempt.stoppedAt(),
        attempt.bill(),
        false);
  }

  public static TaskRequest request() {
    return new TaskRequest(
        "ls-test-etl-1", Capacity.SPOT, FargateSize.DEFAULT, List.of(), new TreeMap<>(), List.of());
  }
}

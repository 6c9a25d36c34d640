package dev.longshore.run;

import dev.longshore.job.JobName;
import dev.longshore.job.JobVersion;
import dev.longshore.job.Parameters;
import dev.longshore.run.Phase.Waiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One firing of a job.
 *
 * @param version the job version that it runs, whatever is deployed later; null where it was
 *     refused when it opened, as for a job that is gone
 * @param cancellation null while nobody has asked for its end
 * @param told whether its end was announced, or its announcement handed to its execution
 */
public record Run(
    RunId id,
    @Nullable JobVersion version,
    Trigger trigger,
    Parameters parameters,
    Overrides overrides,
    @Nullable RunId rerunOf,
    Instant openedAt,
    @Nullable Cancellation cancellation,
    boolean told,
    Member member) {

  /** A run as it is opened. */
  public static Run opened(
      JobName job,
      @Nullable JobVersion version,
      Trigger trigger,
      Parameters parameters,
      Overrides overrides,
      @Nullable RunId rerunOf,
      Instant at) {
    return new Run(
        RunId.of(job, trigger),
        version,
        trigger,
        parameters,
        overrides,
        rerunOf,
        at,
        null,
        false,
        Member.opened(0));
  }

  public JobName job() {
    return id.job();
  }

  /** Where it stands, as people see it. */
  public RunState state() {
    if (member.end().isPresent()) {
      return member.end().get().state();
    }
    if (isCancelling()) {
      return RunState.CANCELLING;
    }
    return member.phase() instanceof Waiting ? RunState.WAITING : RunState.RUNNING;
  }

  public boolean isFinal() {
    return member.end().isPresent();
  }

  public boolean isCancelling() {
    return cancellation != null && !isFinal();
  }

  public Run with(Member changed) {
    return changed.equals(member)
        ? this
        : new Run(
            id,
            version,
            trigger,
            parameters,
            overrides,
            rerunOf,
            openedAt,
            cancellation,
            told,
            changed);
  }

  /** With a cancellation, unless it has one. */
  public Run cancelling(Cancellation first) {
    return cancellation != null
        ? this
        : new Run(
            id, version, trigger, parameters, overrides, rerunOf, openedAt, first, told, member);
  }

  public Run asTold() {
    return told
        ? this
        : new Run(
            id,
            version,
            trigger,
            parameters,
            overrides,
            rerunOf,
            openedAt,
            cancellation,
            true,
            member);
  }

  /** The key of its member's attempt {@code n}, in {@code stack}. */
  public AttemptKey attemptKey(String stack, int n) {
    return new AttemptKey(stack, id, member.number(), n);
  }
}

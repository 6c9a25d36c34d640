package dev.longshore.simulation.invariant;

import dev.longshore.job.IdlePolicy;
import dev.longshore.job.IdlePolicy.Signal;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Idle tasks are stopped in time, busy ones never for being idle. */
record IdleStopped() implements Invariant {

  /** A sample may just have begun, the next comes an interval later, and then sweeps look. */
  private static final int SWEEPS = 4;

  private static final String REASON = "longshore:IDLE_STOPPED";

  @Override
  public Stream<Violation> violations(World world) {
    return world.ownTasks().stream().flatMap(task -> judge(task, world));
  }

  private Stream<Violation> judge(SeenTask task, World world) {
    var run = world.run(task.run());
    // A deploy leaves a job's idle policy as it is.
    var policy = run.flatMap(found -> Optional.ofNullable(world.job(found.job()).idle()));
    var asked = task.stopAskedFor();
    if (asked != null && asked.startsWith(REASON)) {
      return policy.isPresent() && isIdle(task, policy.get())
          ? Stream.empty()
          : Stream.of(
              violation(task.run(), task.stopAskedAt(), task.arn() + " was busy: " + asked));
    }
    return policy.isPresent() && isOverdue(task, policy.get(), world)
        ? Stream.of(violation(task.run(), task.runningAt(), task.arn() + " idled for too long"))
        : Stream.empty();
  }

  private static boolean isIdle(SeenTask task, IdlePolicy policy) {
    return policy.signal() == Signal.LOGS ? task.isSilent() : task.isHanging();
  }

  private static boolean isOverdue(SeenTask task, IdlePolicy policy, World world) {
    var running = task.runningAt();
    if (running == null || !isIdle(task, policy)) {
      return false;
    }
    var after = policy.after();
    // Sampling begins when the ledger learns that the task runs, by its event or by sweep.
    var noticed = world.sweepAfter(running, 2).orElse(Instant.MAX);
    if (noticed.equals(Instant.MAX)) {
      return false;
    }
    var gap = task.lastGapAt();
    var from = gap != null && gap.isAfter(noticed) ? gap : noticed;
    var due = from.plus(after).plus(after.dividedBy(2)).plus(Duration.ofMinutes(1));
    // A look that does not show the latest samples is in vain, but for the one after it.
    var deadline = world.sweepAfter(due, SWEEPS + task.hiddenLooks());
    return deadline.isPresent() && task.liveUntil().isAfter(deadline.get());
  }
}

package dev.longshore.orchestration;

import dev.longshore.ledger.Lease;
import dev.longshore.ledger.Ledger;
import dev.longshore.run.Attempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.TaskFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles the ledger with ECS and Step Functions: whatever an event or a handler lost is found
 * and done here. Runs once a minute; what it does not get to, the next one begins with.
 */
public final class Sweep {

  /** How long one sweep may take, and how long its lease lasts, which only saves cost. */
  static final Duration TIME_MAX = Duration.ofSeconds(50);

  static final Duration LEASE = Duration.ofSeconds(90);

  /**
   * Calls of ECS in one sweep: below the burst of 100 that AWS allows for reading a cluster's
   * resources, so that they need not be spread out.
   */
  static final int CALLS_MAX = 80;

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final Ledger ledger;
  private final Tasks tasks;
  private final RunSweep runs;
  private final Stopper stopper;
  private final Settings settings;
  private final InstantSource clock;

  Sweep(
      Ledger ledger,
      Tasks tasks,
      RunSweep runs,
      Stopper stopper,
      Settings settings,
      InstantSource clock) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.runs = runs;
    this.stopper = stopper;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Sweeps all runs, unless another sweep is at it.
   *
   * @param holder who sweeps: another text for each sweep
   */
  public void sweep(String holder) {
    var before = ledger.sweepLease();
    var now = clock.instant();
    if (before.isPresent() && before.get().value().until().isAfter(now)) {
      LOG.atInfo()
          .addKeyValue("holder", before.get().value().holder())
          .log("another sweep is at it");
      return;
    }
    var version = before.map(lease -> lease.version()).orElse(0L);
    var cursor = before.map(lease -> lease.value().cursor()).orElse(null);
    if (!ledger.putSweepLease(version, new Lease(holder, now.plus(LEASE), cursor))) {
      return;
    }
    var pass = new Pass(now.plus(TIME_MAX));
    var rest = pass.sweep(cursor);
    var _ = ledger.putSweepLease(version + 1, new Lease(holder, clock.instant(), rest));
    if (pass.firstFailure != null) {
      throw pass.firstFailure;
    }
  }

  /** Sweeps one run, at a moment when one of its limits falls due. */
  public void sweepRun(RunId id) {
    var run = ledger.run(id).value();
    var arn = taskArn(run);
    runs.sweep(
        run, arn == null ? Optional.empty() : tasks.describe(List.of(arn)).stream().findFirst());
  }

  private static @Nullable String taskArn(Run run) {
    return run.member().openAttempt().map(Attempt::taskArn).orElse(null);
  }

  /**
   * One sweep: the tasks first, then the runs, so that a run which was read knows every task that
   * was listed.
   */
  private final class Pass {

    private final Instant end;
    private final Map<String, TaskFacts> found = new HashMap<>();
    private int calls;
    private @Nullable RuntimeException firstFailure;

    Pass(Instant end) {
      this.end = end;
    }

    /**
     * Sweeps from {@code cursor} on and answers where the next sweep is to go on; null for at the
     * start.
     */
    @Nullable String sweep(@Nullable String cursor) {
      if (cursor == null) {
        findStrays();
      }
      var after = cursor;
      while (true) {
        var page = ledger.openRuns(after, Tasks.DESCRIBED_MAX);
        if (page.isEmpty()) {
          return null;
        }
        sweep(page);
        after = page.getLast().value();
        if (clock.instant().isAfter(end) || calls >= CALLS_MAX) {
          return after;
        }
      }
    }

    private void findStrays() {
      @Nullable String next = null;
      do {
        var page = tasks.running(next);
        var described = describe(page.taskArns());
        described.forEach(facts -> apart(facts.taskArn(), () -> stopIfStray(facts)));
        calls++;
        next = page.next();
      } while (next != null && calls < CALLS_MAX);
    }

    private void stopIfStray(TaskFacts facts) {
      var key = facts.attemptKey(settings.stack());
      if (key.isEmpty() || facts.isStopped()) {
        return;
      }
      var attempt =
          ledger
              .find(key.get().run())
              .flatMap(run -> run.value().member().openAttempt(key.get().n()));
      var arn = attempt.map(Attempt::taskArn);
      if (attempt.isEmpty() || (arn.isPresent() && !arn.get().equals(facts.taskArn()))) {
        stopper.stopStray(facts.taskArn(), "no open attempt accounts for it");
      }
    }

    private void sweep(List<RunId> page) {
      var open =
          page.stream()
              .map(ledger::find)
              .flatMap(Optional::stream)
              .map(run -> run.value())
              .toList();
      var unknown =
          open.stream()
              .map(Sweep::taskArn)
              .filter(Objects::nonNull)
              .filter(arn -> !found.containsKey(arn))
              .toList();
      var _ = describe(unknown);
      for (var run : open) {
        var arn = taskArn(run);
        var facts = arn == null ? Optional.<TaskFacts>empty() : Optional.ofNullable(found.get(arn));
        apart(run.id().value(), () -> runs.sweep(run, facts));
      }
    }

    /** What goes wrong with one shall keep no other from being swept; it is thrown at the end. */
    private void apart(String what, Runnable work) {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.atWarn().setCause(e).addKeyValue("what", what).log("not swept");
        firstFailure = firstFailure == null ? e : firstFailure;
      }
    }

    private List<TaskFacts> describe(List<String> arns) {
      if (arns.isEmpty()) {
        return List.of();
      }
      calls++;
      var described = new ArrayList<>(tasks.describe(arns));
      described.forEach(facts -> found.put(facts.taskArn(), facts));
      return described;
    }
  }
}

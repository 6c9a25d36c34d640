package dev.longshore.states.interpreter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.TreeSet;

/** A clock that stands still until its timers are run, and then jumps from one to the next. */
final class VirtualTime implements InstantSource, Timers {

  private static final Comparator<Action> ORDER =
      Comparator.comparing((Action action) -> action.when)
          .thenComparingLong(action -> action.number);

  private final TreeSet<Action> actions = new TreeSet<>(ORDER);
  private Instant now;
  private long count;

  VirtualTime(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Timer at(Instant when, Runnable action) {
    var entry = new Action(when, count++, action);
    actions.add(entry);
    return entry;
  }

  /** Runs all that falls due until nothing is left, however far that is. */
  void runAll() {
    while (!actions.isEmpty()) {
      runNext();
    }
  }

  /** Runs all that falls due within {@code duration}, which then has passed. */
  void run(Duration duration) {
    var end = now.plus(duration);
    while (!actions.isEmpty() && !actions.getFirst().when.isAfter(end)) {
      runNext();
    }
    now = end;
  }

  /** Runs what is due now, without any time passing. */
  void runNow() {
    run(Duration.ZERO);
  }

  /** Runs what falls due next, however far that is. */
  void runNext() {
    var next = actions.removeFirst();
    now = next.when.isAfter(now) ? next.when : now;
    next.what.run();
  }

  /** How many actions are still to be run. */
  int waiting() {
    return actions.size();
  }

  private final class Action implements Timer {

    private final Instant when;
    private final long number;
    private final Runnable what;

    Action(Instant when, long number, Runnable what) {
      this.when = when;
      this.number = number;
      this.what = what;
    }

    @Override
    public void cancel() {
      actions.remove(this);
    }
  }
}

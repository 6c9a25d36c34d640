package dev.longshore.local.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A loop in virtual time: it jumps from one thing to the next. For one thread. */
public final class VirtualLoop implements EventLoop {

  private final Agenda agenda = new Agenda();
  private Instant now;

  public VirtualLoop(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Timer at(Instant when, Runnable action) {
    var entry = agenda.entry(when.isBefore(now) ? now : when, action);
    agenda.add(entry);
    return entry;
  }

  /** Does all that is due up to {@code end}, and then stands there. */
  public void runUntil(Instant end) {
    var _ = runUntil(end, () -> false);
  }

  /** The same for the next {@code duration}. */
  public void runFor(Duration duration) {
    runUntil(now.plus(duration));
  }

  /**
   * Does what is due up to {@code end}, until {@code done}.
   *
   * @return whether it was done by then
   */
  public boolean runUntil(Instant end, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      var next = agenda.peek();
      if (next == null || next.when().isAfter(end)) {
        now = end;
        return false;
      }
      var entry = agenda.remove();
      now = entry.when();
      entry.run();
    }
    return true;
  }
}

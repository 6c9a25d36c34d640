package dev.longshore.local.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A loop on a real clock that runs {@code speed} times as fast as time does. It works on the thread
 * that calls {@link #run}; other threads may ask for things at any time.
 */
public final class RealLoop implements EventLoop {

  private static final long NANOS_A_MILLI = 1_000_000L;

  private final Agenda agenda = new Agenda();
  private final Queue<Agenda.Entry> inbox = new ConcurrentLinkedQueue<>();
  private final Instant start;
  private final long startNanos = System.nanoTime();
  private final double speed;
  private volatile Thread worker = Thread.currentThread();

  /**
   * A loop whose clock starts now.
   *
   * @param start the instant that its clock shows now
   * @param speed how many times faster than time, above 0
   */
  public RealLoop(Instant start, double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("the clock's speed must be above 0: " + speed);
    }
    this.start = start.truncatedTo(ChronoUnit.MILLIS);
    this.speed = speed;
  }

  @Override
  public Instant instant() {
    var elapsed = (System.nanoTime() - startNanos) * speed / NANOS_A_MILLI;
    return start.plusMillis((long) elapsed);
  }

  /** How long {@code duration} of this clock takes in real time. */
  public Duration real(Duration duration) {
    return Duration.ofNanos((long) (duration.toNanos() / speed));
  }

  /** How long {@code duration} of real time is on this clock. */
  public Duration ofReal(Duration duration) {
    return Duration.ofNanos((long) (duration.toNanos() * speed));
  }

  @Override
  public Timer at(Instant when, Runnable action) {
    var entry = agenda.entry(when, action);
    if (Thread.currentThread().equals(worker)) {
      agenda.add(entry);
    } else {
      inbox.add(entry);
      LockSupport.unpark(worker);
    }
    return entry;
  }

  /**
   * Works until {@code done}, which is asked after each thing, and whenever {@link #wake} is
   * called.
   */
  public void run(BooleanSupplier done) {
    worker = Thread.currentThread();
    while (!done.getAsBoolean()) {
      takeIn();
      var next = agenda.peek();
      if (next == null) {
        parkUnlessAsked(Long.MAX_VALUE);
      } else if (next.when().isAfter(instant())) {
        parkUnlessAsked(real(Duration.between(instant(), next.when())).toNanos());
      } else {
        agenda.remove().run();
      }
    }
  }

  /** Makes the loop ask anew whether it is done. May be called on any thread. */
  public void wake() {
    LockSupport.unpark(worker);
  }

  private void takeIn() {
    for (var entry = inbox.poll(); entry != null; entry = inbox.poll()) {
      agenda.add(entry);
    }
  }

  private void parkUnlessAsked(long nanos) {
    if (inbox.isEmpty()) {
      LockSupport.parkNanos(this, Math.max(1, nanos));
    }
  }
}

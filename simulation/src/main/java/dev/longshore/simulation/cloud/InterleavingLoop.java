package dev.longshore.simulation.cloud;

import dev.longshore.local.call.HandlerDied;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.loop.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A loop in virtual time on which what is at work may pause, so that other things are done before
 * it goes on. Each pause leaves its own strand (a virtual thread) behind, and another strand goes
 * on with the loop; exactly one of them works at any time, and which one follows from the loop's
 * agenda alone. Its clock is the skewed one of the activity at work, if there is one.
 */
public final class InterleavingLoop implements EventLoop {

  private final VirtualLoop loop;
  private final Deque<Strand> spare = new ArrayDeque<>();
  private final SequencedSet<Strand> paused = new LinkedHashSet<>();
  private final Strand caller = new Strand(Thread.currentThread());

  private @Nullable Activity activity;
  private @Nullable Throwable failure;
  private Instant end = Instant.MAX;
  private BooleanSupplier done = () -> false;
  private boolean isOver;

  public InterleavingLoop(Instant start) {
    this.loop = new VirtualLoop(start);
  }

  /** A thread that works when it is called, and on nothing else. */
  private static final class Strand {

    private final Thread thread;
    private volatile boolean isCalled;

    Strand(Thread thread) {
      this.thread = thread;
    }

    void call() {
      isCalled = true;
      LockSupport.unpark(thread);
    }

    void await() {
      while (!isCalled) {
        LockSupport.park(this);
      }
      isCalled = false;
    }
  }

  /** The time, as the activity at work sees it. */
  @Override
  public Instant instant() {
    var now = loop.instant();
    return activity == null || activity.skew().isZero() ? now : now.plus(activity.skew());
  }

  /** The time as it is. */
  public Instant now() {
    return loop.instant();
  }

  @Override
  public Timer at(Instant when, Runnable action) {
    return loop.at(when, action);
  }

  /** The activity at work; null between two. */
  @Nullable Activity activity() {
    return activity;
  }

  /** Puts an activity to work, and answers the one that it came from. */
  @Nullable Activity work(@Nullable Activity other) {
    var before = activity;
    activity = other;
    return before;
  }

  /**
   * Does all that is due up to {@code end}, until {@code done}. To be called once, by the thread
   * that made the loop; whatever is paused at the end is ended by {@link HandlerDied}.
   */
  public void run(Instant until, BooleanSupplier isDone) {
    end = until;
    done = isDone;
    goOn();
    caller.await();
    while (!paused.isEmpty() || !spare.isEmpty()) {
      var strand = paused.isEmpty() ? spare.pop() : paused.removeFirst();
      strand.call();
      caller.await();
    }
    if (failure != null) {
      throw new IllegalStateException("the simulation itself failed at " + now(), failure);
    }
  }

  private void goOn() {
    var next = spare.poll();
    if (next != null) {
      next.call();
    } else {
      var _ = Thread.ofVirtual().start(this::drive);
    }
  }

  private void drive() {
    try {
      var _ = loop.runUntil(end, () -> isOver || done.getAsBoolean());
    } catch (Throwable e) {
      failure = failure == null ? e : failure;
    }
    isOver = true;
    caller.call();
  }

  /**
   * Lets {@code time} pass for the activity at work, in which others may work.
   *
   * @throws HandlerDied if the loop ends meanwhile
   */
  void pause(Duration time) {
    var strand = new Strand(Thread.currentThread());
    var own = work(null);
    paused.add(strand);
    var _ = loop.at(now().plus(time), () -> resume(strand));
    goOn();
    strand.await();
    activity = own;
    if (isOver) {
      throw new HandlerDied("with the simulation");
    }
  }

  private void resume(Strand strand) {
    if (!paused.remove(strand)) {
      return;
    }
    var own = new Strand(Thread.currentThread());
    spare.push(own);
    strand.call();
    own.await();
  }
}

package dev.longshore.local.data;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An instant in the data folder that the clock has not passed, so that the clock of the next life,
 * which may run slower, begins behind every time that was ever written.
 */
public final class ClockMark {

  private static final String NAME = "clock";

  private final Marks marks;
  private final Duration step;
  private Instant mark;

  /**
   * @param step how far ahead of the clock the mark is put
   */
  public ClockMark(Marks marks, Duration step) {
    this.marks = marks;
    this.step = step;
    this.mark = marks.find(NAME).orElse(Instant.MIN);
  }

  /**
   * The instant at which the clock of this life may begin: {@code wall}, or the mark of an earlier
   * life if that is later.
   */
  public static Instant start(Marks marks, Instant wall) {
    Optional<Instant> mark = marks.find(NAME);
    return mark.filter(wall::isBefore).orElse(wall);
  }

  /** To be called before anything of {@code now} is written. */
  public void reach(Instant now) {
    if (now.isAfter(mark)) {
      mark = now.plus(step);
      marks.put(NAME, mark);
    }
  }

  /** Takes the mark back to {@code now}, at an orderly end. */
  public void settle(Instant now) {
    marks.put(NAME, now);
  }
}

package dev.longshore.simulation.world;

/**
 * How fast RunTask was called.
 *
 * <p>Mutable: it grows with each call.
 */
public final class RunTaskCalls {

  private long made;
  private long throttled;
  private long crowded;

  public void make() {
    made++;
  }

  /** A call came faster than AWS takes them. */
  public void throttle() {
    made++;
    throttled++;
  }

  /** A call that was made took one of the last places of the rate. */
  public void crowd() {
    crowded++;
  }

  /** All calls, the throttled ones included. */
  public long made() {
    return made;
  }

  public long throttled() {
    return throttled;
  }

  /** How many calls came when the rate was nearly used up. */
  public long crowded() {
    return crowded;
  }
}

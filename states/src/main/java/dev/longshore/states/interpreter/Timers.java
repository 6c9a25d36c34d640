package dev.longshore.states.interpreter;

import java.time.Instant;

/** Runs things later. */
public interface Timers {

  /**
   * Runs {@code action} once {@code when} has come, and never from within this call: a time that
   * has passed means as soon as the caller has returned. Actions of one instant run in the order in
   * which they were asked for.
   */
  Timer at(Instant when, Runnable action);

  /** One action that is to run. */
  interface Timer {

    /**
     * Makes sure that the action does not run, if it has not run yet, and lets go of it: with
     * time-outs of a day and thousands of executions a second, what is kept here is a leak.
     */
    void cancel();
  }
}

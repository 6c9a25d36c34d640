package dev.longshore.job;

/** What becomes of a run that is opened while as many runs of its job are open as may be. */
public enum Overlap {
  /** It ends at once as SKIPPED. */
  SKIP,
  /** It waits for its turn, in order of opening. */
  QUEUE,
  /** It takes the place of the older ones, which are cancelled. */
  REPLACE,
  /** It runs beside them; where the job has a {@code concurrency}, it waits for a place. */
  ALLOW
}

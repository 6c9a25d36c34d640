package dev.longshore.states.interpreter;

/** What became of an answer to a task token. */
public enum TokenAnswer {
  ACCEPTED,

  /** The task has been answered, has timed out, was aborted, or there never was such a token. */
  NO_LONGER_OPEN
}

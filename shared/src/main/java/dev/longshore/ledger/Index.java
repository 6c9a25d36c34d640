package dev.longshore.ledger;

/** The indexes of the store. Each is sparse, holds keys alone, and may lag behind the items. */
public enum Index {
  /** What is still to be done: the members that sweep looks at, and the waiters of each slot. */
  WORK,
  /** Every run, by the day on which it was opened. */
  HISTORY
}

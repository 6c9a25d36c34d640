package dev.longshore.ledger;

import dev.longshore.run.RunId;

/** The ledger holds no run of this id. */
public final class NoSuchRun extends RuntimeException {

  public NoSuchRun(RunId id) {
    super("there is no run " + id);
  }
}

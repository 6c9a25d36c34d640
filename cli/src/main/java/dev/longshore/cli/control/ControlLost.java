package dev.longshore.cli.control;

import org.jspecify.annotations.Nullable;

/** The process that writes the data folder ended while it was asked. */
public final class ControlLost extends RuntimeException {

  ControlLost(@Nullable Throwable cause) {
    super(
        "`longshore up` has ended in between; what it had accepted is in the ledger and goes on"
            + " with the next one",
        cause);
  }
}

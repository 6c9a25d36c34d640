package dev.longshore.cli;

import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.cli.log.AttemptLogs;
import dev.longshore.run.Run;

/** The runs of one ledger, for commands that cannot go on without them. */
interface RunsOf {

  /**
   * Opens them to be looked at.
   *
   * @throws BadInput if nothing was ever run there
   */
  LedgerView open();

  /** What their attempts have printed. */
  AttemptLogs logs();

  /** Where they are, in words. */
  String place();

  /**
   * The run that a person means.
   *
   * @throws BadInput if it is none, or not clear which
   */
  default Run one(LedgerView runs, String words) {
    var found = words.isBlank() ? runs.find("?") : runs.find(words);
    if (found.isEmpty()) {
      throw new BadInput(
          "no run in %s is called '%s', nor is its job; `longshore runs` lists them"
              .formatted(place(), words));
    }
    if (found.size() > 1) {
      throw new BadInput(
          "'%s' may be %s or %s: give more of the id"
              .formatted(words, found.get(0).id(), found.get(1).id()));
    }
    return found.getFirst();
  }
}

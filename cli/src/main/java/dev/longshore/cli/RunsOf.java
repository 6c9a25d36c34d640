package dev.longshore.cli;

import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.local.data.DataFolder;
import dev.longshore.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;

/** The runs of a data folder, for commands that cannot go on without them. */
record RunsOf(Path folder) {

  /**
   * Opens them to be looked at.
   *
   * @throws BadInput if nothing was ever run there
   */
  LedgerView open() {
    return LedgerView.open(new DataFolder(folder)).orElseThrow(this::missing);
  }

  private BadInput missing() {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      return new BadInput(folder + " is no folder: name another one with --data");
    }
    return new BadInput(
        "%s holds no runs: start one with `longshore run JOB`, or name another folder with --data"
            .formatted(folder));
  }

  /**
   * The run that a person means.
   *
   * @throws BadInput if it is none, or not clear which
   */
  Run one(LedgerView runs, String words) {
    var found = words.isBlank() ? runs.find("?") : runs.find(words);
    if (found.isEmpty()) {
      throw new BadInput(
          "no run in %s is called '%s', nor is its job; `longshore runs` lists them"
              .formatted(folder, words));
    }
    if (found.size() > 1) {
      throw new BadInput(
          "'%s' may be %s or %s: give more of the id"
              .formatted(words, found.get(0).id(), found.get(1).id()));
    }
    return found.getFirst();
  }
}

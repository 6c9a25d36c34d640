package dev.longshore.cli.lives;

import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.ledger.Ledger;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.data.Database;
import dev.longshore.local.data.Marks;
import dev.longshore.local.data.SqliteStore;
import dev.longshore.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the ledger of a data folder says. */
record LedgerOf(DataFolder data) {

  private static final int MANY = 10_000;

  /** Every run that was ever opened. */
  List<Run> runs() {
    return LedgerView.open(data)
        .map(ledger -> {
          try (ledger) {
            return ledger.latest(_ -> true, _ -> true, MANY);
          }
        })
        .orElse(List.of());
  }

  /** How many runs hold a place under the limit of {@code job}, or wait for one. */
  int places(String job) {
    try (var database = Database.openToRead(data)) {
      var ledger = new Ledger(new SqliteStore(database, false));
      var slot = ledger.slot(job).value();
      return slot.holders().size() + slot.waiting() + ledger.waiters(job, MANY).size();
    }
  }

  /** Runs whose end has not been announced. */
  int untold() {
    try (var database = Database.openToRead(data)) {
      return new Ledger(new SqliteStore(database, false)).openRuns(null, MANY).size();
    }
  }

  /** Up to when a schedule has been dealt with. */
  Optional<Instant> mark(String scheduleArn) {
    try (var database = Database.openToRead(data)) {
      return new Marks(database).find(scheduleArn);
    }
  }
}

package dev.longshore.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.ledger.Documents;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.SharedStoreContract;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.StoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreIT {

  @TempDir private Path folder;

  /** One of several writers: what it reads is what is in the database. */
  @Nested
  class BesideOtherWriters extends SharedStoreContract {

    private final List<Database> databases = new ArrayList<>();

    @BeforeEach
    void openDatabase() {
      databases.add(Database.open(new DataFolder(folder)));
    }

    @AfterEach
    void closeDatabases() {
      databases.forEach(Database::close);
    }

    @Override
    protected Store store() {
      return new SqliteStore(databases.getFirst(), false);
    }

    @Override
    protected Store another() {
      databases.add(Database.open(new DataFolder(folder)));
      return new SqliteStore(databases.getLast(), false);
    }

    @Override
    protected void letIndexesCatchUp() {
      // SQLite's indexes are part of each commit.
    }
  }

  /** The only writer: it remembers what it has read and written. */
  @Nested
  class AsOnlyWriter extends StoreContract {

    private Database database;
    private Store store;

    @BeforeEach
    void openDatabase() {
      database = Database.open(new DataFolder(folder));
      store = new SqliteStore(database, true);
    }

    @AfterEach
    void closeDatabase() {
      database.close();
    }

    @Override
    protected Store store() {
      return store;
    }

    @Override
    protected void letIndexesCatchUp() {
      // SQLite's indexes are part of each commit.
    }
  }

  @Test
  void whatWasCommittedIsThereInTheNextLife() {
    var run = Documents.run("a");
    try (var database = Database.open(new DataFolder(folder))) {
      assertThat(new Ledger(new SqliteStore(database, true)).open(run)).isTrue();
    }
    try (var database = Database.open(new DataFolder(folder))) {
      var ledger = new Ledger(new SqliteStore(database, true));
      assertThat(ledger.run(run.id()).value()).isEqualTo(run);
      assertThat(ledger.openRuns(null, 10)).containsExactly(run.id());
    }
  }
}

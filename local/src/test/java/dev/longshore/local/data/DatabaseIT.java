package dev.longshore.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.ledger.Documents;
import dev.longshore.ledger.Ledger;
import dev.longshore.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {

  private static final String FIRST = "CREATE TABLE port (name TEXT PRIMARY KEY);";
  private static final String SECOND =
      """
      ALTER TABLE port ADD COLUMN ships INTEGER NOT NULL DEFAULT 0;
      INSERT INTO port (name) VALUES ('second');
      """;
  private static final String THIRD = "INSERT INTO port (name, ships) VALUES ('third', 3);";
  private static final String BROKEN = THIRD + "INSERT INTO no_such_table VALUES (1);";

  @TempDir private Path folder;

  @Test
  void aFreshFolderGetsADatabaseWithAWriteAheadLog() {
    try (var database = Database.open(data())) {
      assertThat(text(database, "PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(text(database, "PRAGMA user_version")).isEqualTo("2");
      // NORMAL: a commit is not synced, so that the machine's own death may take the last ones.
      assertThat(text(database, "PRAGMA synchronous")).isEqualTo("1");
      assertThat(database.failure()).isEmpty();
    }
    assertThat(folder.resolve("ledger.db")).isRegularFile();
  }

  @Test
  void anOlderDatabaseIsBroughtUpToDateStepByStep() {
    for (var from = 0; from <= 3; from++) {
      for (var to = Math.max(from, 1); to <= 3; to++) {
        var file = folder.resolve("from-%d-to-%d.db".formatted(from, to));
        Database.open(file, false, migrations(from)).close();
        try (var database = Database.open(file, false, migrations(to))) {
          assertThat(text(database, "PRAGMA user_version")).isEqualTo("" + to);
          assertThat(text(database, "SELECT count(*) FROM port")).isEqualTo("" + (to - 1));
        }
      }
    }
  }

  private static List<String> migrations(int count) {
    return Stream.of(FIRST, SECOND, THIRD).limit(count).toList();
  }

  @Test
  void aMigrationThatFailsChangesNothing() {
    var file = folder.resolve("ledger.db");
    Database.open(file, false, migrations(2)).close();

    assertUnusable(
        file, () -> Database.open(file, false, List.of(FIRST, SECOND, BROKEN)), "no_such_table");

    try (var database = Database.open(file, false, migrations(2))) {
      assertThat(text(database, "SELECT count(*) FROM port")).isEqualTo("1");
    }
    try (var database = Database.open(file, false, migrations(3))) {
      assertThat(text(database, "SELECT count(*) FROM port")).isEqualTo("2");
    }
  }

  @Test
  void aNewerDatabaseIsRefused() {
    var file = data().database();
    Database.open(file, false, migrations(3)).close();
    for (ThrowingCallable opening :
        List.<ThrowingCallable>of(() -> Database.open(data()), () -> Database.openToRead(data()))) {
      assertThatExceptionOfType(DataFolderUnusable.class)
          .isThrownBy(opening)
          .withMessage(
              "%s cannot be used: its schema has number 3, and this version of Longshore needs 2:"
                  + " use a later one",
              file);
    }
    try (var database = Database.open(file, false, migrations(3))) {
      assertThat(text(database, "SELECT count(*) FROM port")).isEqualTo("2");
    }
  }

  @Test
  void whoOnlyReadsMigratesNothing() {
    var file = folder.resolve("ledger.db");
    Database.open(file, false, migrations(1)).close();

    assertUnusable(
        file,
        () -> Database.open(file, true, migrations(2)),
        "its schema has number 1, and this version of Longshore needs 2: its next `longshore up`");
    Database.open(file, true, migrations(1)).close();
  }

  @Test
  void oneReadsWhileAnotherWrites() {
    try (var writer = Database.open(data());
        var reader = Database.openToRead(data())) {
      var ledger = new Ledger(new SqliteStore(writer, true));
      var view = new Ledger(new SqliteStore(reader, false));
      var run = Documents.run("a");
      assertThat(ledger.open(run)).isTrue();
      assertThat(view.run(run.id()).version()).isEqualTo(1);

      var committed =
          writer.inTransaction(() -> {
            // In the middle of a transaction of the writer, a reader is neither held up nor misled.
            var update = writer.prepare("UPDATE item SET version = 7");
            assertThat(update.executeUpdate()).isEqualTo(1);
            assertThat(view.run(run.id()).version()).isEqualTo(1);
            return true;
          });
      assertThat(committed).isTrue();
      assertThat(view.run(run.id()).version()).isEqualTo(7);

      var _ = new Ledger(new SqliteStore(writer, false)).update(run.id(), Run::asTold);
      assertThat(view.run(run.id()).value().told()).isTrue();
    }
  }

  @Test
  void whoOnlyReadsCannotWrite() {
    Database.open(data()).close();
    try (var reader = Database.openToRead(data())) {
      var ledger = new Ledger(new SqliteStore(reader, false));

      assertUnusable(data().database(), () -> ledger.open(Documents.run("a")), "SQLITE_READONLY");
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws IOException {
    var file = data().database();
    var content = "this is a letter, not a database\n".repeat(200);
    Files.writeString(file, content);

    assertUnusable(file, () -> Database.open(data()), "SQLITE_NOTADB");
    assertUnusable(file, () -> Database.openToRead(data()), "SQLITE_NOTADB");
    assertThat(file).hasContent(content);
  }

  @Test
  void aFolderThatCannotBeWrittenOrIsNoneIsRefused() throws IOException {
    // Nobody, not even root, makes files there.
    var unwritable = new DataFolder(Path.of("/proc/self/fdinfo"));
    assertUnusable(unwritable.database(), () -> Database.open(unwritable), "");

    var missing = new DataFolder(folder.resolve("missing"));
    assertUnusable(missing.database(), () -> Database.open(missing), "");
    assertUnusable(missing.database(), () -> Database.openToRead(missing), "");

    var file = new DataFolder(Files.createFile(folder.resolve("file")));
    assertUnusable(file.database(), () -> Database.open(file), "");
  }

  @Test
  void whatMadeTheDatabaseUnusableIsKept() {
    try (var database = Database.open(data())) {
      assertThat(database.failure()).isEmpty();
      var full = new SQLException("the disk is full");

      assertThatThrownBy(() -> database.use(() -> failed(full)))
          .isInstanceOf(DataFolderUnusable.class)
          .hasMessage("%s cannot be used: the disk is full", data().database())
          .hasCause(full);

      assertThat(database.failure()).get().extracting(Throwable::getCause).isEqualTo(full);
      // Nothing is held that would keep a later transaction from beginning.
      assertThatThrownBy(() -> database.inTransaction(() -> failed(full)))
          .isInstanceOf(DataFolderUnusable.class);
      assertThat(database.inTransaction(() -> true)).isTrue();
      assertThat(database.failure()).isPresent();
    }
  }

  private static boolean failed(SQLException e) throws SQLException {
    throw e;
  }

  @Test
  void aTransactionThatAnswersFalseChangesNothing() {
    try (var database = Database.open(data())) {
      var marks = new Marks(database);

      assertThat(
              database.inTransaction(() -> {
                marks.put("a", Documents.NOON);
                return false;
              }))
          .isFalse();

      assertThat(marks.find("a")).isEmpty();
      assertThat(database.failure()).isEmpty();
    }
  }

  private DataFolder data() {
    return new DataFolder(folder);
  }

  private static String text(Database database, String query) {
    return database.use(() -> {
      try (var row = database.prepare(query).executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getString(1);
      }
    });
  }

  private static void assertUnusable(Path file, ThrowingCallable opening, String reason) {
    assertThatExceptionOfType(DataFolderUnusable.class)
        .isThrownBy(opening)
        .withMessageStartingWith(file + " cannot be used: ")
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}

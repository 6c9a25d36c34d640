package dev.longshore.local.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The database of a data folder: SQLite with a write-ahead log. A commit survives the death of the
 * process at any moment; one of the last moments before the machine itself dies may be lost, never
 * half of one.
 */
public final class Database implements AutoCloseable {

  /**
   * Each brings a database of the version before it to its own, 1 for the first. Never change one:
   * add another.
   */
  private static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE item (
            partition TEXT NOT NULL,
            sort TEXT NOT NULL,
            version INTEGER NOT NULL,
            work TEXT,
            work_sort TEXT,
            history TEXT,
            history_sort TEXT,
            body TEXT NOT NULL,
            PRIMARY KEY (partition, sort)
          );
          CREATE INDEX item_work ON item (work, work_sort) WHERE work IS NOT NULL;
          CREATE INDEX item_history ON item (history, history_sort) WHERE history IS NOT NULL;
          CREATE TABLE mark (name TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
          """,
          """
          CREATE TABLE counter (
            partition TEXT NOT NULL,
            sort TEXT NOT NULL,
            value INTEGER NOT NULL,
            PRIMARY KEY (partition, sort)
          ) WITHOUT ROWID;
          """);

  /**
   * How long the log grows before it is written into the database: 16 MiB. A run's pages change
   * again and again until it ends, and only their last state is worth the second writing.
   */
  private static final int LOG_PAGES = 4_000;

  private final Path file;
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private @Nullable DataFolderUnusable failure;

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the database of a folder for its one writer, and makes or migrates it first where needed.
   */
  public static Database open(DataFolder folder) {
    return open(folder.database(), false);
  }

  /** Opens the database of a folder to look at it, beside its writer. */
  public static Database openToRead(DataFolder folder) {
    return open(folder.database(), true);
  }

  private static Database open(Path file, boolean toRead) {
    return open(file, toRead, MIGRATIONS);
  }

  static Database open(Path file, boolean toRead, List<String> migrations) {
    var properties = new Properties();
    properties.setProperty("journal_mode", "WAL");
    properties.setProperty("synchronous", "NORMAL");
    properties.setProperty("busy_timeout", "5000");
    // Else the driver reads the last row's id after each statement, for keys that nobody asks for.
    properties.setProperty("jdbc.get_generated_keys", "false");
    if (toRead) {
      properties.setProperty("open_mode", "1");
    }
    try {
      var connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
      try {
        migrate(connection, toRead, migrations);
        if (!toRead) {
          keepLongLog(connection);
        }
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new Database(file, connection);
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private static void keepLongLog(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
    }
  }

  private static void migrate(Connection connection, boolean toRead, List<String> migrations)
      throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA user_version")) {
      var version = row.getInt(1);
      if (version > migrations.size()) {
        throw new SQLException(
            "its schema has number %d, and this version of Longshore needs %d: use a later one"
                .formatted(version, migrations.size()));
      }
      if (toRead && version < migrations.size()) {
        throw new SQLException(
            "its schema has number %d, and this version of Longshore needs %d: its next `longshore up` or `run` brings it there"
                .formatted(version, migrations.size()));
      }
      for (var next = version; next < migrations.size(); next++) {
        migrate(connection, migrations.get(next), next + 1);
      }
    }
  }

  private static void migrate(Connection connection, String migration, int version)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(
          "BEGIN IMMEDIATE;%sPRAGMA user_version = %d;COMMIT;".formatted(migration, version));
    }
  }

  /** A prepared statement, kept for the next time. */
  PreparedStatement prepare(String sql) throws SQLException {
    var known = statements.get(sql);
    if (known != null) {
      return known;
    }
    var prepared = connection.prepareStatement(sql);
    statements.put(sql, prepared);
    return prepared;
  }

  /**
   * What made the database unusable, if anything has: whoever caught it may not have passed it on,
   * and nothing can go on from there.
   */
  public Optional<DataFolderUnusable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Work that reads or writes. */
  @FunctionalInterface
  interface Work<T> {
    T carryOut() throws SQLException;
  }

  /** Carries out work, each statement on its own. */
  <T> T use(Work<T> work) {
    try {
      return work.carryOut();
    } catch (SQLException e) {
      failure = unusable(file, e);
      throw failure;
    }
  }

  /** Carries out work in one transaction, which takes effect if the work answers true. */
  boolean inTransaction(Work<Boolean> work) {
    return use(() -> {
      prepare("BEGIN IMMEDIATE").execute();
      var done = false;
      try {
        done = work.carryOut();
      } finally {
        prepare(done ? "COMMIT" : "ROLLBACK").execute();
      }
      return done;
    });
  }

  @Override
  public void close() {
    use(() -> {
      for (var statement : statements.values()) {
        statement.close();
      }
      connection.close();
      return true;
    });
  }

  private static DataFolderUnusable unusable(Path file, SQLException e) {
    return new DataFolderUnusable("%s cannot be used: %s".formatted(file, e.getMessage()), e);
  }
}

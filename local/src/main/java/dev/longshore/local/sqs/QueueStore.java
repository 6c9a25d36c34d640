package dev.longshore.local.sqs;

import dev.longshore.local.data.DataFolderUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Queues and messages in a data folder. What was written is durable once {@link #commit} has
 * returned: it survives the death of the process at any moment. For one thread at a time.
 */
final class QueueStore implements AutoCloseable {

  private static final int VERSION = 1;

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE queue (name TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID",
          """
          CREATE TABLE message (
            number INTEGER PRIMARY KEY,
            queue TEXT NOT NULL,
            id TEXT NOT NULL,
            sent_at INTEGER NOT NULL,
            visible_from INTEGER NOT NULL,
            receive_count INTEGER NOT NULL,
            body TEXT NOT NULL,
            details TEXT NOT NULL,
            UNIQUE (queue, id)
          )
          """,
          "PRAGMA user_version = " + VERSION);

  private final Path file;
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  private QueueStore(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the store of a folder for its one user, and makes it, with the folder, first where
   * needed.
   *
   * @throws DataFolderUnusable if it cannot be used, also because somebody else has it open
   */
  static QueueStore open(Path folder) {
    var file = folder.resolve("queues.db");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataFolderUnusable("%s cannot be made: %s".formatted(folder, e.getMessage()), e);
    }
    var properties = new Properties();
    properties.setProperty("journal_mode", "WAL");
    properties.setProperty("synchronous", "NORMAL");
    properties.setProperty("locking_mode", "EXCLUSIVE");
    // Who has it open keeps it open; there is nothing to wait for.
    properties.setProperty("busy_timeout", "0");
    try {
      var connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
      try {
        prepareSchema(connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new QueueStore(file, connection);
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private static void prepareSchema(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      int version;
      try (var row = statement.executeQuery("PRAGMA user_version")) {
        version = row.getInt(1);
      }
      if (version != 0 && version != VERSION) {
        throw new SQLException(
            "its schema has number %d, and this version of Longshore needs %d"
                .formatted(version, VERSION));
      }
      // An immediate transaction takes the write lock, and so finds out whether that can be had.
      statement.executeUpdate("BEGIN IMMEDIATE");
      if (version == 0) {
        for (var part : SCHEMA) {
          statement.executeUpdate(part);
        }
      }
      statement.executeUpdate("COMMIT");
    }
    connection.setAutoCommit(false);
  }

  List<StoredQueue> queues() {
    return use(() -> {
      var queues = new ArrayList<StoredQueue>();
      try (var rows = prepare("SELECT name, definition FROM queue ORDER BY name").executeQuery()) {
        while (rows.next()) {
          queues.add(StoredQueue.parse(rows.getString(1), rows.getString(2)));
        }
      }
      return queues;
    });
  }

  /** The messages of a queue, in the order in which they came. */
  List<StoredMessage> messages(String queue) {
    return use(() -> {
      var select =
          prepare(
              """
              SELECT id, sent_at, visible_from, receive_count, body, details
              FROM message WHERE queue = ? ORDER BY number
              """);
      select.setString(1, queue);
      var messages = new ArrayList<StoredMessage>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          messages.add(message(rows));
        }
      }
      return messages;
    });
  }

  private static StoredMessage message(ResultSet row) throws SQLException {
    return new StoredMessage(
        row.getString(1),
        Instant.ofEpochMilli(row.getLong(2)),
        Instant.ofEpochMilli(row.getLong(3)),
        row.getInt(4),
        row.getString(5),
        row.getString(6));
  }

  void putQueue(StoredQueue queue) {
    write("INSERT OR REPLACE INTO queue VALUES (?, ?)", queue.name(), queue.definition());
  }

  /** Removes a queue with its messages. */
  void removeQueue(String name) {
    clear(name);
    write("DELETE FROM queue WHERE name = ?", name);
  }

  /** Adds a message, or changes it if it is there. */
  void put(String queue, StoredMessage message) {
    write(
        """
        INSERT OR REPLACE INTO message
          (queue, id, sent_at, visible_from, receive_count, body, details)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        queue,
        message.id(),
        message.sentAt().toEpochMilli(),
        message.visibleFrom().toEpochMilli(),
        message.receiveCount(),
        message.body(),
        message.details());
  }

  /** Records how often a message was received, if it is there. */
  void received(String queue, String id, int count) {
    write("UPDATE message SET receive_count = ? WHERE queue = ? AND id = ?", count, queue, id);
  }

  /** Whether the message was there to be removed. */
  boolean remove(String queue, String id) {
    return write("DELETE FROM message WHERE queue = ? AND id = ?", queue, id) == 1;
  }

  /** Removes every message of a queue. */
  void clear(String queue) {
    write("DELETE FROM message WHERE queue = ?", queue);
  }

  void commit() {
    use(() -> {
      connection.commit();
      return true;
    });
  }

  /** From now on the database takes no more than {@code pages}, as on a disk that is full. */
  void limit(int pages) {
    use(() -> prepare("PRAGMA max_page_count = " + pages).execute());
  }

  private int write(String sql, Object... values) {
    return use(() -> {
      var statement = prepare(sql);
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    });
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    var known = statements.get(sql);
    if (known != null) {
      return known;
    }
    var prepared = connection.prepareStatement(sql);
    statements.put(sql, prepared);
    return prepared;
  }

  @FunctionalInterface
  private interface Work<T> {
    T carryOut() throws SQLException;
  }

  private <T> T use(Work<T> work) {
    try {
      return work.carryOut();
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  /** Closes it; what was not committed is gone. */
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

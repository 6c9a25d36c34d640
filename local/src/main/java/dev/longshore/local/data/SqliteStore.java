package dev.longshore.local.data;

import dev.longshore.ledger.DocumentCodec;
import dev.longshore.ledger.Index;
import dev.longshore.ledger.IndexEntry;
import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The ledger's store in the data folder's database. For one thread. */
public final class SqliteStore implements Store {

  /** How many items are kept in memory; a run is read and written many times within moments. */
  private static final int CACHED_MAX = 500;

  /** A text behind every sort text. */
  private static final String AFTER_ALL = "\uffff";

  private static final String WORK_ASCENDING = select(Index.WORK, Order.ASCENDING);
  private static final String WORK_DESCENDING = select(Index.WORK, Order.DESCENDING);
  private static final String HISTORY_ASCENDING = select(Index.HISTORY, Order.ASCENDING);
  private static final String HISTORY_DESCENDING = select(Index.HISTORY, Order.DESCENDING);

  private final Database database;
  private final boolean isOnlyWriter;
  private final Map<Key, Item> cache =
      new LinkedHashMap<>(CACHED_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Item> eldest) {
          return size() > CACHED_MAX;
        }
      };

  /**
   * A store in {@code database}.
   *
   * @param isOnlyWriter whether nobody else writes, so that what was read or written stays true
   */
  public SqliteStore(Database database, boolean isOnlyWriter) {
    this.database = database;
    this.isOnlyWriter = isOnlyWriter;
  }

  @Override
  public @Nullable Item get(Key key) {
    var cached = isOnlyWriter ? cache.get(key) : null;
    if (cached != null) {
      return cached;
    }
    var found = database.use(() -> read(key)).item();
    if (found != null && isOnlyWriter) {
      cache.put(key, found);
    }
    return found;
  }

  private record Found(@Nullable Item item) {}

  private Found read(Key key) throws SQLException {
    var select =
        database.prepare(
            "SELECT version, work, work_sort, history, history_sort, body FROM item WHERE partition"
                + " = ? AND sort = ?");
    select.setString(1, key.partition());
    select.setString(2, key.sort());
    try (var row = select.executeQuery()) {
      if (!row.next()) {
        return new Found(null);
      }
      return new Found(
          new Item(
              key,
              row.getLong(1),
              entry(row.getString(2), row.getString(3)),
              entry(row.getString(4), row.getString(5)),
              DocumentCodec.decode(key, row.getString(6))));
    }
  }

  private static @Nullable IndexEntry entry(@Nullable String partition, @Nullable String sort) {
    return partition == null || sort == null ? null : new IndexEntry(partition, sort);
  }

  @Override
  public boolean commit(List<Write> writes) {
    Write.requireCommittable(writes);
    var committed =
        writes.size() == 1
            ? database.use(() -> apply(writes.getFirst()))
            : database.inTransaction(() -> applyAll(writes));
    if (isOnlyWriter) {
      writes.forEach(write -> remember(write, committed));
    }
    return committed;
  }

  private void remember(Write write, boolean committed) {
    if (committed && write instanceof Write.Put(var item)) {
      cache.put(item.key(), item);
    } else {
      cache.remove(write.key());
    }
  }

  private boolean applyAll(List<Write> writes) throws SQLException {
    for (var write : writes) {
      if (!apply(write)) {
        return false;
      }
    }
    return true;
  }

  private boolean apply(Write write) throws SQLException {
    return switch (write) {
      case Write.Put(var item) when item.version() == 1 -> insert(item);
      case Write.Put(var item) -> update(item);
      case Write.Delete(var key, var version) -> delete(key, version);
    };
  }

  private boolean insert(Item item) throws SQLException {
    var insert =
        database.prepare(
            "INSERT INTO item (version, work, work_sort, history, history_sort, body, partition,"
                + " sort) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    bind(insert, item);
    return insert.executeUpdate() == 1;
  }

  private boolean update(Item item) throws SQLException {
    return isWhereItWas(item) ? updateBody(item) : updateAll(item);
  }

  /**
   * Whether the indexes show an item as before: SQLite writes anew even what is set to the same.
   */
  private boolean isWhereItWas(Item item) {
    var known = isOnlyWriter ? cache.get(item.key()) : null;
    return known != null
        && Objects.equals(known.work(), item.work())
        && Objects.equals(known.history(), item.history());
  }

  private boolean updateBody(Item item) throws SQLException {
    var update =
        database.prepare(
            "UPDATE item SET version = ?, body = ? WHERE partition = ? AND sort = ? AND version ="
                + " ?");
    update.setLong(1, item.version());
    update.setString(2, item.body());
    update.setString(3, item.key().partition());
    update.setString(4, item.key().sort());
    update.setLong(5, item.version() - 1);
    return update.executeUpdate() == 1;
  }

  private boolean updateAll(Item item) throws SQLException {
    var update =
        database.prepare(
            "UPDATE item SET version = ?, work = ?, work_sort = ?, history = ?, history_sort = ?,"
                + " body = ? WHERE partition = ? AND sort = ? AND version = ?");
    bind(update, item);
    update.setLong(9, item.version() - 1);
    return update.executeUpdate() == 1;
  }

  private boolean delete(Key key, long version) throws SQLException {
    var delete =
        database.prepare("DELETE FROM item WHERE partition = ? AND sort = ? AND version = ?");
    delete.setString(1, key.partition());
    delete.setString(2, key.sort());
    delete.setLong(3, version);
    return delete.executeUpdate() == 1;
  }

  private static void bind(PreparedStatement statement, Item item) throws SQLException {
    var work = item.work();
    var history = item.history();
    statement.setLong(1, item.version());
    statement.setString(2, work == null ? null : work.partition());
    statement.setString(3, work == null ? null : work.sort());
    statement.setString(4, history == null ? null : history.partition());
    statement.setString(5, history == null ? null : history.sort());
    statement.setString(6, item.body());
    statement.setString(7, item.key().partition());
    statement.setString(8, item.key().sort());
  }

  @Override
  public long take(Key counter, long floor, long step) {
    return database.use(() -> {
      var take =
          database.prepare(
              "INSERT INTO counter (partition, sort, value) VALUES (?1, ?2, ?3 + ?4) ON CONFLICT DO"
                  + " UPDATE SET value = max(value, ?3) + ?4 RETURNING value - ?4");
      take.setString(1, counter.partition());
      take.setString(2, counter.sort());
      take.setLong(3, floor);
      take.setLong(4, step);
      try (var row = take.executeQuery()) {
        return row.getLong(1);
      }
    });
  }

  private static String select(Query query) {
    var ascending = query.order() == Order.ASCENDING;
    return switch (query.index()) {
      case WORK -> ascending ? WORK_ASCENDING : WORK_DESCENDING;
      case HISTORY -> ascending ? HISTORY_ASCENDING : HISTORY_DESCENDING;
    };
  }

  private static String select(Index index, Order order) {
    var column = index.name().toLowerCase(Locale.ROOT);
    return order == Order.ASCENDING
        ? "SELECT %1$s_sort, partition, sort FROM item WHERE %1$s = ? AND %1$s_sort > ? ORDER BY %1$s_sort LIMIT ?"
            .formatted(column)
        : "SELECT %1$s_sort, partition, sort FROM item WHERE %1$s = ? AND %1$s_sort < ? ORDER BY %1$s_sort DESC LIMIT ?"
            .formatted(column);
  }

  @Override
  public List<Hit> query(Query query) {
    return database.use(() -> hits(query));
  }

  private List<Hit> hits(Query query) throws SQLException {
    var select = database.prepare(select(query));
    var start = query.order() == Order.ASCENDING ? "" : AFTER_ALL;
    select.setString(1, query.partition());
    select.setString(2, query.after() == null ? start : query.after());
    select.setInt(3, query.limit());
    var hits = new ArrayList<Hit>();
    try (var row = select.executeQuery()) {
      while (row.next()) {
        hits.add(new Hit(row.getString(1), new Key(row.getString(2), row.getString(3))));
      }
    }
    return hits;
  }
}

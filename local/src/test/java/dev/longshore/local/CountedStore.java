package dev.longshore.local;

import dev.longshore.aws.dynamodb.LedgerTable;
import dev.longshore.ledger.Index;
import dev.longshore.ledger.IndexEntry;
import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A store that counts what DynamoDB would charge for. */
record CountedStore(Store store, Counter counter) implements Store {

  private static final int WRITTEN_BYTES = 1024;
  private static final int READ_BYTES = 4096;
  private static final double EVENTUALLY = 0.5;

  /** What takes the counts. */
  interface Counter {
    void wrote(int units, String what);

    void read(double units);
  }

  @Override
  public @Nullable Item get(Key key) {
    var item = store.get(key);
    counter.read(Math.max(1, Math.ceilDiv(size(item), READ_BYTES)));
    return item;
  }

  @Override
  public boolean commit(List<Write> writes) {
    var units = writes.stream().mapToInt(write -> units(write, writes.size() > 1)).sum();
    var kinds = writes.stream().map(write -> write.key().sort()).toList();
    counter.wrote(units, "%s: %d".formatted(kinds, units));
    return store.commit(writes);
  }

  @Override
  public long take(Key counter, long floor, long step) {
    var taken = store.take(counter, floor, step);
    // Where it was ahead, a first call has failed on its condition, and is charged for.
    var units = taken == floor ? 1 : 2;
    this.counter.wrote(units, "%s: %d".formatted(counter.sort(), units));
    return taken;
  }

  @Override
  public List<Hit> query(Query query) {
    counter.read(EVENTUALLY);
    return store.query(query);
  }

  /**
   * One unit for each KB of the larger of the item before and after, twice that in a transaction,
   * and one for each entry that is put into an index or taken from it. A write whose condition
   * fails costs as much.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
   *     read and write operations</a>
   */
  private int units(Write write, boolean inTransaction) {
    var before = store.get(write.key());
    var after = write instanceof Write.Put(var item) ? item : null;
    var kilobytes = Math.max(1, Math.ceilDiv(Math.max(size(before), size(after)), WRITTEN_BYTES));
    var entries = 0;
    for (var index : Index.values()) {
      entries += touched(entry(before, index), entry(after, index));
    }
    return kilobytes * (inTransaction ? 2 : 1) + entries;
  }

  private static int touched(@Nullable IndexEntry before, @Nullable IndexEntry after) {
    if (Objects.equals(before, after)) {
      return 0;
    }
    return before != null && after != null ? 2 : 1;
  }

  private static @Nullable IndexEntry entry(@Nullable Item item, Index index) {
    return item == null ? null : item.entry(index);
  }

  /** The item's size as DynamoDB counts it: the names of its attributes and their values. */
  private static int size(@Nullable Item item) {
    if (item == null) {
      return 0;
    }
    var size =
        bytes(LedgerTable.PARTITION, item.key().partition())
            + bytes(LedgerTable.SORT, item.key().sort())
            + bytes(LedgerTable.VERSION, "1")
            + bytes(LedgerTable.BODY, item.body());
    for (var index : Index.values()) {
      var entry = item.entry(index);
      if (entry != null) {
        size += bytes(LedgerTable.partition(index), entry.partition());
        size += bytes(LedgerTable.sort(index), entry.sort());
      }
    }
    return size;
  }

  private static int bytes(String name, String value) {
    return name.length() + value.getBytes(StandardCharsets.UTF_8).length;
  }
}

package dev.longshore.simulation.forecast;

import dev.longshore.aws.dynamodb.LedgerTable;
import dev.longshore.job.JobName;
import dev.longshore.ledger.Document.OfRun;
import dev.longshore.ledger.Index;
import dev.longshore.ledger.IndexEntry;
import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.MemoryStore;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import dev.longshore.run.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A store that counts the units which DynamoDB would charge for, and lets go of runs a day after
 * their end was told, so that a year of them fits into memory.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
 *     read and write operations</a>
 */
final class MeteredStore implements Store {

  private static final int WRITE_BYTES = 1024;
  private static final int READ_BYTES = 4096;

  /** An index entry is two keys, of its own and of its item. */
  private static final int ENTRY_BYTES = 200;

  private static final Duration KEPT = Duration.ofDays(1);

  private final MemoryStore store;
  private final InstantSource clock;
  private final Meter meter;
  private final Map<Key, Integer> sizes = new HashMap<>();
  private final Map<Shape, Integer> shapes = new HashMap<>();
  private final Queue<Told> told = new ArrayDeque<>();

  MeteredStore(MemoryStore store, InstantSource clock, Meter meter) {
    this.store = store;
    this.clock = clock;
    this.meter = meter;
  }

  private record Told(Key key, Instant at) {}

  /** What runs have in common whose items are about as large. */
  private record Shape(
      JobName job, Class<?> phase, int past, int decisions, boolean isBound, boolean isOpen) {

    static Shape of(Run run) {
      var member = run.member();
      return new Shape(
          run.job(),
          member.phase().getClass(),
          member.past().size(),
          member.decisions().size(),
          member.entry() != null,
          member.openAttempt().isPresent());
    }
  }

  @Override
  public @Nullable Item get(Key key) {
    // Strongly consistent: a whole unit for each 4 KB.
    meter.read(2 * blocks(sizes.getOrDefault(key, 1), READ_BYTES));
    return store.get(key);
  }

  @Override
  public boolean commit(List<Write> writes) {
    forget();
    var sizesAfter = new HashMap<Key, Integer>();
    for (var write : writes) {
      var after = write instanceof Write.Put(var item) ? size(item) : 0;
      sizesAfter.put(write.key(), after);
      meter.wrote(units(write, after, writes.size() > 1));
    }
    // A write whose condition fails is charged for all the same.
    if (!store.commit(writes)) {
      return false;
    }
    sizes.putAll(sizesAfter);
    for (var write : writes) {
      if (write instanceof Write.Put(var item)
          && item.document() instanceof OfRun(var run)
          && run.isFinal()
          && run.told()) {
        told.add(new Told(item.key(), clock.instant()));
      }
    }
    return true;
  }

  /** A unit for each KB of the larger of before and after, two in a transaction, one an entry. */
  private int units(Write write, int sizeAfter, boolean inTransaction) {
    var before = store.get(write.key());
    var after = write instanceof Write.Put(var item) ? item : null;
    var size = Math.max(sizes.getOrDefault(write.key(), 1), sizeAfter);
    var units = blocks(size, WRITE_BYTES) * (inTransaction ? 2 : 1);
    for (var index : Index.values()) {
      units += touched(entry(before, index), entry(after, index));
    }
    return units;
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

  private static int blocks(int bytes, int block) {
    return Math.max(1, Math.ceilDiv(bytes, block));
  }

  /** Writing each run down only to measure it would take a fifth of a forecast's time. */
  private int size(Item item) {
    return item.document() instanceof OfRun(var run)
        ? shapes.computeIfAbsent(Shape.of(run), _ -> measured(item))
        : measured(item);
  }

  /** As DynamoDB counts it: the names of its attributes and their values. */
  private static int measured(Item item) {
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

  /** One unit; two where the counter was ahead, which a first call has to find out. */
  @Override
  public long take(Key counter, long floor, long step) {
    var taken = store.take(counter, floor, step);
    meter.wrote(taken == floor ? 1 : 2);
    return taken;
  }

  @Override
  public List<Hit> query(Query query) {
    var hits = store.query(query);
    // Eventually consistent: half a unit for each 4 KB.
    meter.read(blocks(hits.size() * ENTRY_BYTES, READ_BYTES));
    return hits;
  }

  private void forget() {
    var until = clock.instant().minus(KEPT);
    while (!told.isEmpty() && told.element().at().isBefore(until)) {
      var key = told.remove().key();
      var item = store.get(key);
      if (item != null && store.commit(List.of(new Write.Delete(key, item.version())))) {
        sizes.remove(key);
      }
    }
  }
}

package dev.longshore.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory with DynamoDB's limits, whose indexes lag behind its items. For simulations: it
 * is for one thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html">Quotas
 *     in Amazon DynamoDB</a>
 */
public final class MemoryStore implements Store {

  /** How many ended runs are kept as they are, for what is late to find them; older are packed. */
  static final int RECENT_MAX = 2_000;

  private static final NavigableMap<String, Key> NOTHING = new TreeMap<>();

  private final InstantSource clock;
  private final Duration lag;
  private final Map<Key, Item> items = new HashMap<>();
  private final Queue<Key> recent = new ArrayDeque<>();
  private @Nullable PackedItems packed;
  private final Map<Partition, NavigableMap<String, Key>> indexes = new HashMap<>();
  private final Queue<Change> pending = new ArrayDeque<>();

  /** A store whose indexes show a change {@code lag} after its commit. */
  public MemoryStore(InstantSource clock, Duration lag) {
    this.clock = clock;
    this.lag = lag;
  }

  private record Partition(Index index, String name) {}

  /** What a commit changes in an index, once that has caught up. */
  private record Change(
      Instant visibleAt,
      Index index,
      @Nullable IndexEntry gone,
      @Nullable IndexEntry come,
      Key key) {}

  @Override
  public @Nullable Item get(Key key) {
    var item = items.get(key);
    return item == null && packed != null ? packed.get(key) : item;
  }

  @Override
  public boolean commit(List<Write> writes) {
    check(writes);
    if (!writes.stream().allMatch(this::holds)) {
      return false;
    }
    writes.forEach(this::apply);
    return true;
  }

  @Override
  public List<Hit> query(Query query) {
    catchUp();
    var partition = indexes.getOrDefault(new Partition(query.index(), query.partition()), NOTHING);
    var ordered = query.order() == Order.ASCENDING ? partition : partition.descendingMap();
    var behind = query.after() == null ? ordered : ordered.tailMap(query.after(), false);
    return behind.entrySet().stream()
        .limit(query.limit())
        .map(entry -> new Hit(entry.getKey(), entry.getValue()))
        .toList();
  }

  private boolean holds(Write write) {
    var present = get(write.key());
    var version = present == null ? 0 : present.version();
    return switch (write) {
      case Write.Put(var item) -> version == item.version() - 1;
      case Write.Delete(_, var expected) -> version == expected;
    };
  }

  private void apply(Write write) {
    switch (write) {
      case Write.Put(var item) -> {
        reindex(take(item.key()), item);
        items.put(item.key(), item);
        if (isEnded(item)) {
          recent.add(item.key());
          packOldest();
        }
      }
      case Write.Delete(var key, _) -> reindex(take(key), null);
    }
  }

  private @Nullable Item take(Key key) {
    var item = items.remove(key);
    if (item == null && packed != null) {
      item = packed.get(key);
      packed.remove(key);
    }
    return item;
  }

  /** Whether nothing is left to do about an item, which only stands in the history. */
  private static boolean isEnded(Item item) {
    return item.work() == null && item.history() != null;
  }

  private void packOldest() {
    if (recent.size() <= RECENT_MAX) {
      return;
    }
    var oldest = items.get(recent.remove());
    if (oldest != null && isEnded(oldest)) {
      if (packed == null) {
        packed = new PackedItems();
      }
      packed.add(oldest);
      items.remove(oldest.key());
    }
  }

  private void reindex(@Nullable Item before, @Nullable Item after) {
    for (var index : Index.values()) {
      var gone = before == null ? null : before.entry(index);
      var come = after == null ? null : after.entry(index);
      if (!Objects.equals(gone, come)) {
        var key = after == null ? Objects.requireNonNull(before).key() : after.key();
        pending.add(new Change(clock.instant().plus(lag), index, gone, come, key));
      }
    }
  }

  private void catchUp() {
    var now = clock.instant();
    while (!pending.isEmpty() && !pending.peek().visibleAt().isAfter(now)) {
      var change = pending.remove();
      if (change.gone() != null) {
        partition(change.index(), change.gone()).remove(change.gone().sort());
      }
      if (change.come() != null) {
        partition(change.index(), change.come()).put(change.come().sort(), change.key());
      }
    }
  }

  private NavigableMap<String, Key> partition(Index index, IndexEntry entry) {
    return indexes.computeIfAbsent(new Partition(index, entry.partition()), _ -> new TreeMap<>());
  }

  private static void check(List<Write> writes) {
    Write.requireCommittable(writes);
    for (var write : writes) {
      if (write instanceof Write.Put(var item)
          && DocumentSize.bound(item.document()) > Item.BYTES_MAX) {
        var _ = item.body(); // refuses what is too large
      }
    }
  }
}

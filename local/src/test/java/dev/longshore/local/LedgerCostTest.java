package dev.longshore.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.aws.dynamodb.LedgerTable;
import dev.longshore.job.Job;
import dev.longshore.ledger.Document;
import dev.longshore.ledger.Index;
import dev.longshore.ledger.IndexEntry;
import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import dev.longshore.local.runtime.Script;
import dev.longshore.run.RunState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a clean run costs in DynamoDB, by the rules of its bill. */
class LedgerCostTest {

  /** The bound for a clean run, indexes included. */
  private static final int UNITS_MAX = 20;

  @Test
  void aCleanRunTakesAtMostTwentyWriteUnits() {
    assertCost(TestJobs.job("etl").build(), UNITS_MAX);
  }

  private static void assertCost(Job job, int most) {
    var costs = new ArrayList<Costed>();
    var cloud =
        VirtualCloud.watched(
            Story.of(job, _ -> Script.exits(0, Duration.ofMinutes(3))).pacedAsOnAws(),
            store -> new CostedStore(store, costs));
    // The first run records the job's version and begins each rate.
    cloud.settle(cloud.open(job.name().value(), "first"));
    costs.clear();

    var run = cloud.settle(cloud.open(job.name().value(), "second"));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    var ofRun = costs.stream().filter(cost -> !cost.ofSweep()).toList();
    assertThat(ofRun.stream().mapToInt(Costed::units).sum())
        .as("write units, of %s", ofRun)
        .isBetween(1, most);
  }

  /** A commit with its price; sweep's lease is written each minute, however many runs there are. */
  private record Costed(String what, int units, boolean ofSweep) {}

  /** A store that notes the price of each commit. */
  private record CostedStore(Store store, List<Costed> costs) implements Store {

    @Override
    public @Nullable Item get(Key key) {
      return store.get(key);
    }

    @Override
    public boolean commit(List<Write> writes) {
      var units = writes.stream().mapToInt(write -> units(write, writes.size() > 1)).sum();
      var kinds = writes.stream().map(write -> write.key().sort()).toList();
      var leases =
          writes.stream()
              .allMatch(write ->
                  write instanceof Write.Put(var item)
                      && item.document() instanceof Document.OfLease);
      costs.add(new Costed("%s: %d".formatted(kinds, units), units, leases));
      return store.commit(writes);
    }

    @Override
    public long take(Key counter, long floor, long step) {
      var taken = store.take(counter, floor, step);
      // Where the counter stands below, a first call fails on its condition, and is charged for.
      var units = taken == floor ? 2 : 1;
      costs.add(new Costed("%s: %d".formatted(counter.sort(), units), units, false));
      return taken;
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
      var kilobytes = Math.max(1, Math.ceilDiv(Math.max(size(before), size(after)), 1024));
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

    @Override
    public List<Hit> query(Query query) {
      return store.query(query);
    }
  }
}

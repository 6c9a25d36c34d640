package dev.longshore.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.ledger.Store.Hit;
import dev.longshore.ledger.Store.Order;
import dev.longshore.ledger.Store.Query;
import dev.longshore.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {

  private static final Duration LAG = Duration.ofMillis(50);

  private Instant now = Documents.NOON;
  private final Store store = new MemoryStore(() -> now, LAG);

  @Override
  protected Store store() {
    return store;
  }

  @Override
  protected void letIndexesCatchUp() {
    now = now.plus(LAG);
  }

  @Test
  void anIndexShowsACommitOnceItsLagIsOver() {
    put("a", 1, new IndexEntry("here", "1"));
    assertThat(here()).isEmpty();
    now = now.plus(LAG).minusNanos(1);
    assertThat(here()).isEmpty();

    now = now.plusNanos(1);
    assertThat(here()).containsExactly(new Hit("1", key("a")));
  }

  @Test
  void anIndexStillShowsWhatIsGone() {
    put("a", 1, new IndexEntry("here", "1"));
    letIndexesCatchUp();
    assertThat(store.commit(List.of(new Write.Delete(key("a"), 1)))).isTrue();

    assertThat(store.get(key("a"))).isNull();
    assertThat(here()).containsExactly(new Hit("1", key("a")));
    letIndexesCatchUp();
    assertThat(here()).isEmpty();
  }

  @Test
  void anIndexCatchesUpInTheOrderOfTheCommits() {
    put("a", 1, new IndexEntry("here", "1"));
    now = now.plusMillis(20);
    put("a", 2, new IndexEntry("here", "2"));
    now = now.plusMillis(20);
    put("a", 3, new IndexEntry("there", "3"));

    now = now.plusMillis(10);
    assertThat(here()).containsExactly(new Hit("1", key("a")));
    now = now.plusMillis(20);
    assertThat(here()).containsExactly(new Hit("2", key("a")));
    now = now.plusMillis(20);
    assertThat(here()).isEmpty();
  }

  @Test
  void whatAnItemSaysIsNeverLate() {
    put("a", 1, new IndexEntry("here", "1"));

    assertThat(store.get(key("a"))).isNotNull();
  }

  @Test
  void runsThatEndedLongAgoAreKeptWhole() {
    var documents = new Documents(new Random(1));
    var ended = new ArrayList<Item>();
    for (var i = 0; i <= MemoryStore.RECENT_MAX + 100; i++) {
      ended.add(ended(i, 1, documents.run()));
    }
    ended.forEach(this::put);

    assertThat(ended).allSatisfy(item -> assertThat(store.get(item.key())).isEqualTo(item));
  }

  @Test
  void aRunThatEndedLongAgoCanBeChangedAndRemoved() {
    var documents = new Documents(new Random(2));
    var first = ended(0, 1, documents.run());
    put(first);
    for (var i = 1; i <= MemoryStore.RECENT_MAX; i++) {
      put(ended(i, 1, documents.run()));
    }
    var changed = ended(0, 2, documents.run());

    assertThat(store.commit(List.of(new Write.Put(ended(0, 3, documents.run()))))).isFalse();
    put(changed);
    assertThat(store.get(first.key())).isEqualTo(changed);
    assertThat(store.commit(List.of(new Write.Delete(first.key(), 1)))).isFalse();
    assertThat(store.commit(List.of(new Write.Delete(first.key(), 2)))).isTrue();
    assertThat(store.get(first.key())).isNull();
    letIndexesCatchUp();
    var history = new Query(Index.HISTORY, "day", null, Order.ASCENDING, 1);
    assertThat(store.query(history)).extracting(Hit::sort).containsExactly("1");
  }

  private static Item ended(int number, long version, Run run) {
    var key = new Key("RUN#" + number, "RUN");
    var history = new IndexEntry("day", String.valueOf(number));
    return new Item(key, version, null, history, new Document.OfRun(run));
  }

  private void put(Item item) {
    assertThat(store.commit(List.of(new Write.Put(item)))).isTrue();
  }

  private void put(String name, long version, IndexEntry work) {
    var item = item(name, version, name);
    put(new Item(item.key(), version, work, null, item.document()));
  }

  private List<Hit> here() {
    return store.query(new Query(Index.WORK, "here", null, Order.ASCENDING, 10));
  }
}

package dev.longshore.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.ledger.Store.Hit;
import dev.longshore.ledger.Store.Order;
import dev.longshore.ledger.Store.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  private void put(String name, long version, IndexEntry work) {
    var item = item(name, version, name);
    var indexed = new Item(item.key(), version, work, null, item.document());
    assertThat(store.commit(List.of(new Write.Put(indexed)))).isTrue();
  }

  private List<Hit> here() {
    return store.query(new Query(Index.WORK, "here", null, Order.ASCENDING, 10));
  }
}

package dev.longshore.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longshore.admission.PaceLimit;
import dev.longshore.admission.Slot;
import dev.longshore.ledger.Store.Hit;
import dev.longshore.ledger.Store.Order;
import dev.longshore.ledger.Store.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger relies on, whatever store it is over. */
public abstract class StoreContract {

  private static final IndexEntry HERE = new IndexEntry("here", "5");
  private static final IndexEntry THERE = new IndexEntry("there", "5");

  /** The store, which is empty at first and the same throughout a test. */
  protected abstract Store store();

  /** Lets time go by until the indexes show every commit. */
  protected abstract void letIndexesCatchUp();

  @Test
  void whatWasNeverPutIsNotThere() {
    assertThat(store().get(key("a"))).isNull();
  }

  @Test
  void versionOneIsPutOnlyWhereNothingIs() {
    assertThat(commit(put("a", 1, "first"))).isTrue();
    assertThat(commit(put("a", 1, "second"))).isFalse();

    assertThat(store().get(key("a"))).isEqualTo(item("a", 1, "first"));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 7, 1_000_000_000_000L})
  void aLaterVersionIsNotPutWhereNothingIs(long version) {
    assertThat(commit(put("a", version, "first"))).isFalse();

    assertThat(store().get(key("a"))).isNull();
  }

  @Test
  void aVersionIsPutOnTheOneBeforeItAlone() {
    for (var there = 1; there <= 5; there++) {
      assertThat(commit(put("a", there, "v" + there))).isTrue();
      for (var version = 1; version <= 8; version++) {
        if (version != there + 1) {
          assertThat(commit(put("a", version, "wrong"))).as("%d on %d", version, there).isFalse();
        }
      }
      assertThat(store().get(key("a"))).isEqualTo(item("a", there, "v" + there));
    }
  }

  @Test
  void anItemIsDeletedAtItsVersionAlone() {
    assertThat(commit(delete("a", 1))).isFalse();
    commit(put("a", 1, "v1"));
    commit(put("a", 2, "v2"));
    for (var version : List.of(0L, 1L, 3L)) {
      assertThat(commit(delete("a", version))).isFalse();
    }
    assertThat(store().get(key("a"))).isEqualTo(item("a", 2, "v2"));

    assertThat(commit(delete("a", 2))).isTrue();
    assertThat(store().get(key("a"))).isNull();
    assertThat(commit(delete("a", 2))).isFalse();
    assertThat(commit(put("a", 1, "anew"))).isTrue();
    assertThat(store().get(key("a"))).isEqualTo(item("a", 1, "anew"));
  }

  @Test
  void aCounterBeginsAtItsFloorAndGoesOnStepByStep() {
    var counter = new Key("C", "C");

    assertThat(store().take(counter, 1_000, 7)).isEqualTo(1_000);
    assertThat(store().take(counter, 1_000, 7)).isEqualTo(1_007);
    assertThat(store().take(counter, 5, 3)).isEqualTo(1_014);
    assertThat(store().take(counter, 1_017, 1)).as("it stands there").isEqualTo(1_017);
  }

  @Test
  void aCounterThatStandsBelowItsFloorIsRaised() {
    var counter = new Key("C", "C");
    var _ = store().take(counter, 0, 10);

    assertThat(store().take(counter, 11, 10)).isEqualTo(11);
    assertThat(store().take(counter, 0, 10)).isEqualTo(21);
    assertThat(store().take(new Key("C", "D"), 0, 10)).as("another counter").isZero();
    assertThat(store().take(new Key("D", "C"), -5, 10)).as("another counter").isEqualTo(-5);
  }

  @Test
  void aCounterHoldsNanosecondsOfAnyTime() {
    var counter = new Key("C", "C");
    var late = PaceLimit.place(Instant.parse("2200-01-01T00:00:00.000000001Z"));

    assertThat(store().take(counter, late, 50_000_000)).isEqualTo(late);
    assertThat(store().take(counter, 0, 1)).isEqualTo(late + 50_000_000);
  }

  @Test
  void itemsOfOnePartitionAndOfOneSortTextAreDifferent() {
    var keys = List.of(new Key("p", "SLOT"), new Key("p", "SLOT#b"), new Key("q", "SLOT"));
    for (var key : keys) {
      var document = new Document.OfSlot(Slot.empty(key.toString()));
      assertThat(commit(new Write.Put(new Item(key, 1, null, null, document)))).isTrue();
    }
    for (var key : keys) {
      var document = new Document.OfSlot(Slot.empty(key.toString()));
      assertThat(store().get(key)).isEqualTo(new Item(key, 1, null, null, document));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void aCommitTakesEffectAsAWhole(int size) {
    assertThat(store().commit(puts(size, 1))).isTrue();
    assertThat(present(size)).containsOnly(1L);

    assertThat(store().commit(puts(size, 2))).isTrue();
    assertThat(present(size)).containsOnly(2L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void aCommitOfWhichOneConditionFailsChangesNothing(int size) {
    store().commit(puts(size, 1));
    for (var wrong : List.of(0, size / 2, size - 1)) {
      var puts = new ArrayList<>(puts(size, 2));
      puts.set(wrong, put("k" + wrong, 3, "wrong"));
      assertThat(store().commit(puts)).as("put %d of %d", wrong, size).isFalse();

      puts.set(wrong, delete("k" + wrong, 7));
      assertThat(store().commit(puts)).as("delete %d of %d", wrong, size).isFalse();

      puts.set(wrong, put("k" + wrong, 1, "wrong"));
      assertThat(store().commit(puts)).as("new %d of %d", wrong, size).isFalse();
    }
    assertThat(present(size)).containsOnly(1L);
  }

  @Test
  void aCommitPutsChangesAndDeletesAtOnce() {
    store().commit(puts(2, 1));

    assertThat(commit(put("new", 1, "new"), put("k0", 2, "changed"), delete("k1", 1))).isTrue();

    assertThat(store().get(key("new"))).isEqualTo(item("new", 1, "new"));
    assertThat(store().get(key("k0"))).isEqualTo(item("k0", 2, "changed"));
    assertThat(store().get(key("k1"))).isNull();
  }

  @Test
  void aCommitHasOneToAHundredWritesOfDifferentItems() {
    for (var writes :
        List.of(
            List.<Write>of(),
            puts(Store.WRITES_MAX + 1, 1),
            List.of(put("a", 1, "v1"), put("a", 2, "v2")),
            List.of(put("a", 1, "v1"), delete("a", 1)))) {
      assertThatIllegalArgumentException().isThrownBy(() -> store().commit(writes));
    }
    assertThat(present(Store.WRITES_MAX + 1)).isEmpty();
    assertThat(store().get(key("a"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "日", "🚢"})
  void anItemMayBeAsLargeAsTheLimitAndNotAByteLarger(String character) {
    var largest = sized(character, Item.BYTES_MAX);
    assertThat(commit(new Write.Put(largest))).isTrue();
    assertThat(store().get(largest.key())).isEqualTo(largest);

    var larger = new Write.Put(sized(character, Item.BYTES_MAX + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> commit(larger))
        .withMessageContaining("%s has %d bytes", larger.key(), Item.BYTES_MAX + 1);
    assertThatIllegalArgumentException().isThrownBy(() -> commit(put("a", 1, "a"), larger));
    assertThat(store().get(key("a"))).isNull();
  }

  /** An item with all places of an index, whose body has exactly so many bytes. */
  private static Item sized(String character, int bytes) {
    var key = new Key("SLOT#large", "SLOT");
    var place = new IndexEntry("p".repeat(100), "s".repeat(150));
    var empty = DocumentCodec.encode(new Document.OfSlot(Slot.empty("")));
    var room = bytes - empty.length();
    var width = character.getBytes(StandardCharsets.UTF_8).length;
    var name = character.repeat(room / width) + "x".repeat(room % width);
    return new Item(key, 1, place, place, new Document.OfSlot(Slot.empty(name)));
  }

  @Test
  void documentsOfEveryKindComeBackAsTheyWere() {
    var seed = System.nanoTime();
    var documents = new Documents(new Random(seed));
    for (var i = 0; i < 60; i++) {
      for (var entry : documents.oneOfEach().entrySet()) {
        var key = new Key(entry.getKey().partition() + i, entry.getKey().sort());
        var item = new Item(key, 1, null, new IndexEntry("here", "" + i), entry.getValue());
        assertThat(commit(new Write.Put(item))).isTrue();
        assertThat(store().get(key)).as("seed %d", seed).isEqualTo(item);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIndexShowsWhatIsInIt(Index index) {
    var outside = index == Index.WORK ? Index.HISTORY : Index.WORK;
    commit(put("a", 1, index, HERE), put("b", 1, "in none"));
    commit(put("c", 1, outside, HERE));

    assertThat(query(index, "here")).containsExactly(new Hit("5", key("a")));
    assertThat(query(index, "there")).isEmpty();
    assertThat(query(outside, "here")).containsExactly(new Hit("5", key("c")));
  }

  @ParameterizedTest
  @EnumSource
  void anItemMovesInAnIndexAndLeavesIt(Index index) {
    commit(put("a", 1, "in none"));
    assertThat(query(index, "here")).isEmpty();

    commit(put("a", 2, index, HERE));
    assertThat(query(index, "here")).hasSize(1);
    commit(put("a", 3, index, HERE));
    assertThat(query(index, "here")).hasSize(1);

    commit(put("a", 4, index, new IndexEntry("here", "6")));
    assertThat(query(index, "here")).containsExactly(new Hit("6", key("a")));

    commit(put("a", 5, index, THERE));
    assertThat(query(index, "here")).isEmpty();
    assertThat(query(index, "there")).containsExactly(new Hit("5", key("a")));

    commit(put("a", 6, "in none"));
    assertThat(query(index, "there")).isEmpty();

    commit(put("a", 7, index, HERE));
    commit(delete("a", 7));
    assertThat(query(index, "here")).isEmpty();
  }

  @Test
  void whatWasNotCommittedIsInNoIndex() {
    commit(put("a", 1, Index.WORK, HERE));

    commit(put("b", 1, Index.WORK, THERE), put("a", 1, "there already"));
    commit(put("a", 3, Index.WORK, THERE));

    assertThat(query(Index.WORK, "here")).containsExactly(new Hit("5", key("a")));
    assertThat(query(Index.WORK, "there")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anIndexIsReadInOrderPageByPage(Index index) {
    var sorts = IntStream.range(0, 25).mapToObj(i -> "%02d#x".formatted(i)).toList();
    var shuffled = new ArrayList<>(sorts);
    Collections.shuffle(shuffled, new Random(7));
    for (var sort : shuffled) {
      commit(put("k" + sort, 1, index, new IndexEntry("here", sort)));
    }
    letIndexesCatchUp();

    for (var limit : List.of(1, 2, 7, 24, 25, 26, 10_000)) {
      assertThat(pages(index, Order.ASCENDING, limit)).isEqualTo(sorts);
      assertThat(pages(index, Order.DESCENDING, limit)).isEqualTo(sorts.reversed());
    }
    assertThat(page(index, "11", Order.ASCENDING, 2)).containsExactly("11#x", "12#x");
    assertThat(page(index, "11", Order.DESCENDING, 2)).containsExactly("10#x", "09#x");
    assertThat(page(index, "99", Order.ASCENDING, 2)).isEmpty();
    assertThat(page(index, "!", Order.DESCENDING, 2)).isEmpty();
  }

  private List<String> pages(Index index, Order order, int limit) {
    var all = new ArrayList<String>();
    for (var page = page(index, null, order, limit);
        !page.isEmpty();
        page = page(index, page.getLast(), order, limit)) {
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page);
    }
    return all;
  }

  private List<String> page(Index index, @Nullable String after, Order order, int limit) {
    var hits = store().query(new Query(index, "here", after, order, limit));
    assertThat(hits).allSatisfy(hit -> assertThat(hit.key()).isEqualTo(key("k" + hit.sort())));
    return hits.stream().map(Hit::sort).toList();
  }

  @Test
  void ofTwoWhoReadTheSameOneWrites() {
    commit(put("a", 1, "v1"), put("b", 1, "v1"));

    assertThat(commit(put("a", 2, "mine"), put("b", 2, "mine"))).isTrue();
    assertThat(commit(put("b", 2, "yours"), put("c", 1, "yours"))).isFalse();
    assertThat(commit(put("a", 2, "yours"))).isFalse();

    assertThat(store().get(key("a"))).isEqualTo(item("a", 2, "mine"));
    assertThat(store().get(key("b"))).isEqualTo(item("b", 2, "mine"));
    assertThat(store().get(key("c"))).isNull();
  }

  private List<Hit> query(Index index, String partition) {
    letIndexesCatchUp();
    return store().query(new Query(index, partition, null, Order.ASCENDING, 100));
  }

  private boolean commit(Write... writes) {
    return store().commit(Arrays.asList(writes));
  }

  /** The versions of the first of {@link #puts} that are there. */
  private List<Long> present(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> store().get(key("k" + i)))
        .flatMap(Stream::ofNullable)
        .map(Item::version)
        .toList();
  }

  private static List<Write> puts(int size, long version) {
    return IntStream.range(0, size)
        .<Write>mapToObj(i -> put("k" + i, version, "v" + version))
        .toList();
  }

  static Key key(String name) {
    return new Key("SLOT#" + name, "SLOT");
  }

  static Write put(String name, long version, String content) {
    return new Write.Put(item(name, version, content));
  }

  private static Write put(String name, long version, Index index, IndexEntry entry) {
    return new Write.Put(
        new Item(
            key(name),
            version,
            index == Index.WORK ? entry : null,
            index == Index.HISTORY ? entry : null,
            new Document.OfSlot(Slot.empty(name))));
  }

  private static Write delete(String name, long version) {
    return new Write.Delete(key(name), version);
  }

  static Item item(String name, long version, String content) {
    return new Item(key(name), version, null, null, new Document.OfSlot(Slot.empty(content)));
  }
}

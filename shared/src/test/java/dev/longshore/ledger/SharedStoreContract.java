package dev.longshore.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the ledger relies on where several write the same store at once. */
public abstract class SharedStoreContract extends StoreContract {

  private static final int WRITERS = 4;
  private static final int ROUNDS = 25;

  /** The same store, for another thread. */
  protected abstract Store another();

  @Test
  @Timeout(120)
  void ofWritersAtOnceExactlyOneWins() throws Exception {
    assertThat(wins(1)).containsOnly(1L);
  }

  @Test
  @Timeout(120)
  void ofTransactionsAtOnceExactlyOneWins() throws Exception {
    // Two transactions at once may both be cancelled by DynamoDB; none may half succeed.
    assertThat(wins(2)).allMatch(wins -> wins <= 1);
  }

  /** How many of the writers won each round, in which all put the same new items. */
  private List<Long> wins(int items) throws Exception {
    var stores = IntStream.range(0, WRITERS).mapToObj(_ -> another()).toList();
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      var start = new CyclicBarrier(WRITERS);
      var writers =
          stores.stream().map(store -> threads.submit(() -> compete(store, start, items))).toList();
      var won = new ArrayList<List<Boolean>>();
      for (Future<List<Boolean>> writer : writers) {
        won.add(writer.get());
      }
      return IntStream.range(0, ROUNDS)
          .mapToObj(round -> won.stream().filter(of -> of.get(round)).count())
          .toList();
    }
  }

  private static List<Boolean> compete(Store store, CyclicBarrier start, int items)
      throws Exception {
    var won = new ArrayList<Boolean>();
    for (var round = 0; round < ROUNDS; round++) {
      start.await();
      var own = round;
      won.add(
          store.commit(
              IntStream.range(0, items)
                  .mapToObj(i -> put("r%d.%d".formatted(own, i), 1, "v1"))
                  .toList()));
    }
    return won;
  }

  @Test
  @Timeout(120)
  void noneOfManyCountsAtOnceIsLost() throws Exception {
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      var counted =
          IntStream.range(0, WRITERS)
              .mapToObj(_ -> another())
              .map(s -> threads.submit(() -> count(s)))
              .toList();
      for (var writer : counted) {
        writer.get();
      }
    }
    assertThat(version(another())).isEqualTo((long) WRITERS * ROUNDS);
  }

  @Test
  @Timeout(120)
  void ofManyWhoTakeFromACounterAtOnceEachHasAShareOfItsOwn() throws Exception {
    var step = 10L;
    var taken = new ConcurrentSkipListSet<Long>();
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      var takers =
          IntStream.range(0, WRITERS)
              .mapToObj(_ -> another())
              .map(store -> threads.submit(() -> takeOften(store, step, taken)))
              .toList();
      for (var taker : takers) {
        taker.get();
      }
    }
    assertThat(taken).hasSize(WRITERS * ROUNDS);
    var last = Long.MIN_VALUE / 2;
    for (var share : taken) {
      assertThat(share - last).isGreaterThanOrEqualTo(step);
      last = share;
    }
  }

  /** With floors that at times overtake the counter, as the clock does when less is launched. */
  private static void takeOften(Store store, long step, Set<Long> taken) {
    for (var round = 0; round < ROUNDS; round++) {
      var floor = (long) round * WRITERS * step + round % 3;
      var share = store.take(key("takes"), floor, step);
      assertThat(share).isGreaterThanOrEqualTo(floor);
      taken.add(share);
    }
  }

  private static void count(Store store) {
    for (var done = 0; done < ROUNDS; ) {
      if (store.commit(List.of(put("counter", version(store) + 1, "counted")))) {
        done++;
      }
    }
  }

  private static long version(Store store) {
    var item = store.get(key("counter"));
    return item == null ? 0 : item.version();
  }
}

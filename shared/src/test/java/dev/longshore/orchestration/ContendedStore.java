package dev.longshore.orchestration;

import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A store on which others get in between a read and the commit that rests on it. */
final class ContendedStore implements Store {

  private final Store store;
  private final Queue<Runnable> meanwhile = new ArrayDeque<>();
  final List<List<Write>> commits = new ArrayList<>();
  private int singleWrites;
  private int loses = -1;

  ContendedStore(Store store) {
    this.store = store;
  }

  /** Has {@code other} happen just before the next commit. */
  void beforeNextCommit(Runnable other) {
    meanwhile.add(other);
  }

  /**
   * Has the single write that {@code others} come before take effect and be answered as if it had
   * not: as DynamoDB does when its answer is lost and the SDK sends it again.
   */
  void loseAnswerOfSingleWriteAfter(int others) {
    loses = others;
    singleWrites = 0;
  }

  /** How many writes stood alone in their commit and took effect. */
  int singleWrites() {
    return singleWrites;
  }

  boolean hasComeInBetween() {
    return meanwhile.isEmpty();
  }

  @Override
  public @Nullable Item get(Key key) {
    return store.get(key);
  }

  @Override
  public boolean commit(List<Write> writes) {
    var other = meanwhile.poll();
    if (other != null) {
      other.run();
    }
    var done = store.commit(writes);
    if (done) {
      commits.add(writes);
    }
    return done && !(writes.size() == 1 && singleWrites++ == loses);
  }

  @Override
  public long take(Key counter, long floor, long step) {
    if (singleWrites++ == loses) {
      var _ = store.take(counter, floor, step);
    }
    return store.take(counter, floor, step);
  }

  @Override
  public List<Hit> query(Query query) {
    return store.query(query);
  }
}

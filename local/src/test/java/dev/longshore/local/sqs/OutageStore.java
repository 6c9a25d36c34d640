package dev.longshore.local.sqs;

import dev.longshore.ledger.Document.OfRun;
import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import dev.longshore.run.Run;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store that, once, cannot be reached to write a certain run. */
final class OutageStore implements Store {

  private final Store store;
  private @Nullable Predicate<Run> outage;

  OutageStore(Store store) {
    this.store = store;
  }

  /** The next time that such a run is to be written, it is not. */
  void failOnce(Predicate<Run> run) {
    outage = run;
  }

  @Override
  public @Nullable Item get(Key key) {
    return store.get(key);
  }

  @Override
  public boolean commit(List<Write> writes) {
    var due = outage;
    if (due != null && writes.stream().anyMatch(write -> writes(write, due))) {
      outage = null;
      throw new IllegalStateException("the store cannot be reached");
    }
    return store.commit(writes);
  }

  private static boolean writes(Write write, Predicate<Run> run) {
    return write instanceof Write.Put(var item)
        && item.document() instanceof OfRun(var written)
        && run.test(written);
  }

  @Override
  public long take(Key counter, long floor, long step) {
    return store.take(counter, floor, step);
  }

  @Override
  public List<Hit> query(Query query) {
    return store.query(query);
  }
}

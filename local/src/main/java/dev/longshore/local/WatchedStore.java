package dev.longshore.local;

import dev.longshore.ledger.Document.OfRun;
import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import dev.longshore.run.Run;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that tells of each run that was written. */
record WatchedStore(Store store, Consumer<Run> listener) implements Store {

  @Override
  public @Nullable Item get(Key key) {
    return store.get(key);
  }

  @Override
  public boolean commit(List<Write> writes) {
    var committed = store.commit(writes);
    if (committed) {
      for (var write : writes) {
        if (write instanceof Write.Put(var item) && item.document() instanceof OfRun(var run)) {
          listener.accept(run);
        }
      }
    }
    return committed;
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

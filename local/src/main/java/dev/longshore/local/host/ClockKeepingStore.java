package dev.longshore.local.host;

import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import dev.longshore.local.data.ClockMark;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store that has the clock's mark reach the present before anything is written. */
record ClockKeepingStore(Store store, ClockMark mark, InstantSource clock) implements Store {

  @Override
  public @Nullable Item get(Key key) {
    return store.get(key);
  }

  @Override
  public boolean commit(List<Write> writes) {
    mark.reach(clock.instant());
    return store.commit(writes);
  }

  @Override
  public long take(Key counter, long floor, long step) {
    mark.reach(clock.instant());
    return store.take(counter, floor, step);
  }

  @Override
  public List<Hit> query(Query query) {
    return store.query(query);
  }
}

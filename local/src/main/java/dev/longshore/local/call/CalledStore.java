package dev.longshore.local.call;

import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store whose calls go through the seam. */
public record CalledStore(Store store, Calls calls) implements Store {

  @Override
  public @Nullable Item get(Key key) {
    return calls.make("ledger:get", () -> new Found(store.get(key))).item();
  }

  private record Found(@Nullable Item item) {}

  @Override
  public boolean commit(List<Write> writes) {
    return calls.make("ledger:commit", () -> store.commit(writes));
  }

  @Override
  public long take(Key counter, long floor, long step) {
    return calls.make("ledger:take", () -> store.take(counter, floor, step));
  }

  @Override
  public List<Hit> query(Query query) {
    return calls.make("ledger:query", () -> store.query(query));
  }
}

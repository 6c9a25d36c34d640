package dev.longshore.functions.deployed;

import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store that answers from memory, and asks the deployed one everything too, so that its code is
 * run.
 */
record RehearsedStore(Store memory, Store deployed) implements Store {

  @Override
  public @Nullable Item get(Key key) {
    var _ = deployed.get(key);
    return memory.get(key);
  }

  @Override
  public boolean commit(List<Write> writes) {
    var _ = deployed.commit(writes);
    return memory.commit(writes);
  }

  @Override
  public long take(Key counter, long floor, long step) {
    var _ = deployed.take(counter, floor, step);
    return memory.take(counter, floor, step);
  }

  @Override
  public List<Hit> query(Query query) {
    var _ = deployed.query(query);
    return memory.query(query);
  }
}

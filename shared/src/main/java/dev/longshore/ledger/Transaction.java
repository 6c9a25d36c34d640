package dev.longshore.ledger;

import dev.longshore.admission.Place;
import dev.longshore.admission.Slot;
import dev.longshore.run.Run;
import java.util.ArrayList;
import java.util.List;

/** Changes that take effect together or not at all. */
public final class Transaction {

  private final Store store;
  private final List<Write> writes = new ArrayList<>();

  Transaction(Store store) {
    this.store = store;
  }

  public Transaction put(Stored<Run> before, Run after) {
    return add(new Write.Put(Items.item(after, before.version() + 1)));
  }

  public Transaction putSlot(Stored<Slot> before, Slot after) {
    return add(new Write.Put(Items.item(after, before.version() + 1)));
  }

  /** Adds the waiter of a run that comes to wait. */
  public Transaction addWaiter(String slot, Run run) {
    return add(new Write.Put(Items.waiterItem(slot, Place.of(run))));
  }

  /** Removes the waiter of a run that no longer waits. */
  public Transaction removeWaiter(String slot, Run run) {
    return add(new Write.Delete(Items.waiter(slot, Place.of(run)), 1));
  }

  /** Whether nothing that was read had changed, so that all of it took effect. */
  public boolean commit() {
    return store.commit(List.copyOf(writes));
  }

  private Transaction add(Write write) {
    writes.add(write);
    return this;
  }
}

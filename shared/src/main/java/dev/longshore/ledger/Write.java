package dev.longshore.ledger;

import java.util.List;

/** One change of one item, each on a condition. */
public sealed interface Write {

  Key key();

  /**
   * Puts the item, if the one that is there has the version before it; version 1 if none is there.
   */
  record Put(Item item) implements Write {
    @Override
    public Key key() {
      return item.key();
    }
  }

  /** Removes the item, if it has this version. */
  record Delete(Key key, long version) implements Write {}

  /**
   * Checks what a commit consists of, as every store does first.
   *
   * @throws IllegalArgumentException unless they are one to {@link Store#WRITES_MAX}, of different
   *     keys
   */
  static void requireCommittable(List<Write> writes) {
    if (writes.isEmpty() || writes.size() > Store.WRITES_MAX) {
      throw new IllegalArgumentException(
          "a commit has 1 to %d writes, not %d".formatted(Store.WRITES_MAX, writes.size()));
    }
    if (writes.size() > 1 && writes.stream().map(Write::key).distinct().count() < writes.size()) {
      throw new IllegalArgumentException("a commit writes an item once");
    }
  }
}

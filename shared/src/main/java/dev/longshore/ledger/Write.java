package dev.longshore.ledger;

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
}

package dev.longshore.ledger;

/** The key of an item: items of one partition belong together. */
public record Key(String partition, String sort) implements Comparable<Key> {

  @Override
  public int compareTo(Key other) {
    var order = partition.compareTo(other.partition);
    return order == 0 ? sort.compareTo(other.sort) : order;
  }

  @Override
  public String toString() {
    return partition + "/" + sort;
  }
}

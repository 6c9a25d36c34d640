package dev.longshore.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The little that the ledger asks of a database. Implementations pass the one contract suite;
 * whatever goes wrong in the database itself is an unchecked exception, after which it is unknown
 * whether a commit took effect.
 */
public interface Store {

  /** The most writes of one commit; it is DynamoDB's limit. */
  int WRITES_MAX = 100;

  /** The item under a key as of the last commit, or null. */
  @Nullable Item get(Key key);

  /**
   * Carries out all the writes or none.
   *
   * @param writes one to {@link #WRITES_MAX}, of different keys
   * @return whether every condition held
   * @throws IllegalArgumentException if there are more writes, or an item is larger than {@link
   *     Item#BYTES_MAX}
   */
  boolean commit(List<Write> writes);

  /**
   * Takes from a counter: raises it to {@code floor} where it stands below, or nowhere, and then by
   * {@code step}. However many take at once, nobody's share is another's. One whose answer is lost
   * may be taken twice.
   *
   * @param step above 0
   * @return where the counter stood before the step, at or above {@code floor}
   */
  long take(Key counter, long floor, long step);

  /**
   * What an index shows, in order; it may miss the latest commits and show what they have removed.
   */
  List<Hit> query(Query query);

  /**
   * A question to an index.
   *
   * @param after the sort text to go on behind; null to start at the end that {@code order} starts
   *     at
   */
  record Query(Index index, String partition, @Nullable String after, Order order, int limit) {}

  /** The direction of a query. */
  enum Order {
    ASCENDING,
    DESCENDING
  }

  /** What a query has found. */
  record Hit(String sort, Key key) {}
}

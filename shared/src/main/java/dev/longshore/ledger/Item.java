package dev.longshore.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What the store keeps under a key.
 *
 * @param version 1 for a new item, one more with each change
 * @param work its place among what is to be done; null for none
 * @param history its place in the history; null for none
 */
public record Item(
    Key key,
    long version,
    @Nullable IndexEntry work,
    @Nullable IndexEntry history,
    Document document) {

  /** The largest item, encoded, that every store takes; it is DynamoDB's limit. */
  public static final int BYTES_MAX = 400 * 1024;

  /** Its place in {@code index}, or null. */
  public @Nullable IndexEntry entry(Index index) {
    return switch (index) {
      case WORK -> work;
      case HISTORY -> history;
    };
  }
}

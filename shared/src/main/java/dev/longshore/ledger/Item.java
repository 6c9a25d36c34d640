package dev.longshore.ledger;

import java.nio.charset.StandardCharsets;
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

  /**
   * The longest body, in bytes of UTF-8, that every store takes. DynamoDB's limit for an item is
   * 400 KB; the last of them is left for its key, its places and the names of its attributes.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas
   *     in Amazon DynamoDB</a>
   */
  public static final int BYTES_MAX = 399 * 1024;

  private static final int UTF8_BYTES_MAX = 3;

  /**
   * Its document as the text that stores keep.
   *
   * @throws IllegalArgumentException if that is longer than {@link #BYTES_MAX}
   */
  public String body() {
    var body = DocumentCodec.encode(document);
    if (body.length() > BYTES_MAX / UTF8_BYTES_MAX) {
      requireFitting(body.getBytes(StandardCharsets.UTF_8).length);
    }
    return body;
  }

  private void requireFitting(int bytes) {
    if (bytes > BYTES_MAX) {
      throw new IllegalArgumentException(
          "item %s has %d bytes, and the store takes %d".formatted(key, bytes, BYTES_MAX));
    }
  }

  /** Its place in {@code index}, or null. */
  public @Nullable IndexEntry entry(Index index) {
    return switch (index) {
      case WORK -> work;
      case HISTORY -> history;
    };
  }
}

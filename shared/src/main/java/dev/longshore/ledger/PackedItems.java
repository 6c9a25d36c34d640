package dev.longshore.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Items that hardly anybody asks for any more, as compressed text: a million ended runs take some
 * hundred bytes each and not some thousand. For one thread.
 */
final class PackedItems {

  private static final int BUFFER = 4096;

  private final Map<Key, Packed> items = new HashMap<>();
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final Inflater inflater = new Inflater(true);
  private final byte[] buffer = new byte[BUFFER];
  // The first text is what the others are compressed by, for all are of one kind.
  private byte @Nullable [] dictionary;

  private static final class Packed {

    private final long version;
    private final @Nullable IndexEntry work;
    private final @Nullable IndexEntry history;
    private final byte[] body;

    Packed(Item item, byte[] body) {
      this.version = item.version();
      this.work = item.work();
      this.history = item.history();
      this.body = body;
    }

    Item item(Key key, String text) {
      return new Item(key, version, work, history, DocumentCodec.decode(key, text));
    }
  }

  void add(Item item) {
    var body = item.body().getBytes(StandardCharsets.UTF_8);
    if (dictionary == null) {
      dictionary = body;
    }
    items.put(item.key(), new Packed(item, compressed(body)));
  }

  /** The item under a key, or null. */
  @Nullable Item get(Key key) {
    var packed = items.get(key);
    return packed == null ? null : packed.item(key, text(packed.body));
  }

  void remove(Key key) {
    items.remove(key);
  }

  private byte[] compressed(byte[] body) {
    deflater.reset();
    deflater.setDictionary(Objects.requireNonNull(dictionary));
    deflater.setInput(body);
    deflater.finish();
    var out = new ByteArrayOutputStream();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    return out.toByteArray();
  }

  private String text(byte[] compressed) {
    inflater.reset();
    inflater.setDictionary(Objects.requireNonNull(dictionary));
    inflater.setInput(compressed);
    var out = new ByteArrayOutputStream();
    try {
      while (!inflater.finished()) {
        out.write(buffer, 0, inflater.inflate(buffer));
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException("what was packed here cannot be unpacked", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}

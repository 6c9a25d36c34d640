package dev.longshore.simulation.cloud;

import dev.longshore.json.Json;
import dev.longshore.ledger.DocumentCodec;
import dev.longshore.ledger.Item;
import dev.longshore.ledger.Key;
import dev.longshore.ledger.Store;
import dev.longshore.ledger.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store on which two versions of Longshore work, one after the other: what began before the
 * deploy writes the previous schema and refuses what the new version has written, as that version
 * does; what began after it reads both.
 */
final class UpgradedStore implements Store {

  private static final int PREVIOUS_SCHEMA = 1;
  private static final int SCHEMA = 2;

  /** What the previous schema does not have. */
  private static final List<String> NEW_FIELDS = List.of("redrives", "doubtedAt");

  private final Store store;
  private final InterleavingLoop loop;
  private final Instant deployedAt;
  private final Map<Key, String> former = new HashMap<>();
  private final Set<Key> latter = new HashSet<>();

  UpgradedStore(Store store, InterleavingLoop loop, Instant deployedAt) {
    this.store = store;
    this.loop = loop;
    this.deployedAt = deployedAt;
  }

  @Override
  public @Nullable Item get(Key key) {
    var item = store.get(key);
    if (item == null) {
      return null;
    }
    if (isFormerVersion()) {
      if (latter.contains(key)) {
        throw new IllegalStateException("item %s has schema 2, and this reads 1".formatted(key));
      }
      return item;
    }
    var text = former.get(key);
    return text == null ? item : with(item, text);
  }

  private static Item with(Item item, String text) {
    var document = DocumentCodec.decode(item.key(), text);
    return new Item(item.key(), item.version(), item.work(), item.history(), document);
  }

  @Override
  public boolean commit(List<Write> writes) {
    return isFormerVersion() ? commitFormer(writes) : commitLatter(writes);
  }

  private boolean commitFormer(List<Write> writes) {
    var texts = new LinkedHashMap<Key, String>();
    var rewritten = new ArrayList<Write>();
    for (var write : writes) {
      switch (write) {
        case Write.Put(var item) -> {
          texts.put(item.key(), previous(item, PREVIOUS_SCHEMA));
          rewritten.add(new Write.Put(with(item, previous(item, SCHEMA))));
        }
        case Write.Delete delete -> rewritten.add(delete);
      }
    }
    var committed = store.commit(rewritten);
    if (committed) {
      former.putAll(texts);
      latter.removeAll(texts.keySet());
    }
    return committed;
  }

  private boolean commitLatter(List<Write> writes) {
    var committed = store.commit(writes);
    if (committed) {
      for (var write : writes) {
        former.remove(write.key());
        if (write instanceof Write.Put(var item) && !item.key().sort().equals("JOBVERSION")) {
          latter.add(item.key());
        }
      }
    }
    return committed;
  }

  /** An item as the version before writes it. */
  private static String previous(Item item, int schema) {
    var fields = without(Json.parseObject(DocumentCodec.encode(item.document())).values());
    fields.put("schema", schema);
    return Json.write(fields);
  }

  private static Map<String, Object> without(Map<?, ?> fields) {
    var rest = new LinkedHashMap<String, Object>();
    fields.forEach((name, value) -> {
      if (!NEW_FIELDS.contains(name)) {
        rest.put(String.valueOf(name), value instanceof Map<?, ?> inner ? without(inner) : value);
      }
    });
    return rest;
  }

  @Override
  public long take(Key counter, long floor, long step) {
    return store.take(counter, floor, step);
  }

  @Override
  public List<Hit> query(Query query) {
    return store.query(query);
  }

  private boolean isFormerVersion() {
    var activity = loop.activity();
    return (activity == null ? loop.now() : activity.startedAt()).isBefore(deployedAt);
  }
}

package dev.longshore.cli;

import dev.longshore.json.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ledger's table as it is asked for on DynamoDB's wire: the two conditions that it knows. */
final class FakeTable {

  private final Map<String, Map<String, ?>> items = new TreeMap<>();

  Map<String, ?> get(Fields request) {
    var item = items.get(key(request.object("Key").orElseThrow()));
    return item == null ? Map.of() : Map.of("Item", item);
  }

  /** Whether the condition of a write holds. */
  boolean holds(Fields write) {
    var there = items.get(key(subject(write)));
    var condition = write.text("ConditionExpression");
    return switch (condition) {
      case "attribute_not_exists(#partition)" -> there == null;
      case "#version = :version" ->
          there != null
              && text(there, "version")
                  .equals(
                      text(
                          write.object("ExpressionAttributeValues").orElseThrow().values(),
                          ":version"));
      default -> throw new IllegalArgumentException(condition);
    };
  }

  void write(Fields write) {
    var key = key(subject(write));
    if (write.has("Item")) {
      items.put(key, subject(write).values());
    } else {
      items.remove(key);
    }
  }

  private static Fields subject(Fields write) {
    return write.object("Item").or(() -> write.object("Key")).orElseThrow();
  }

  Map<String, ?> query(Fields request) {
    var index = request.text("IndexName");
    var values = request.object("ExpressionAttributeValues").orElseThrow().values();
    var partition = text(values, ":partition");
    Comparator<Map<String, ?>> order = Comparator.comparing(item -> text(item, index + "Sort"));
    var found = new ArrayList<Map<String, ?>>();
    items.values().stream()
        .filter(item -> item.containsKey(index) && text(item, index).equals(partition))
        .sorted(request.isTrue("ScanIndexForward") ? order : order.reversed())
        .limit(request.integer("Limit"))
        .forEach(item -> found.add(projected(item, index)));
    return Map.of("Items", List.copyOf(found), "Count", found.size());
  }

  private static Map<String, ?> projected(Map<String, ?> item, String index) {
    var keys = new HashMap<String, Object>(item);
    keys.keySet().retainAll(List.of("partition", "sort", index, index + "Sort"));
    return keys;
  }

  private static String key(Fields item) {
    return text(item.values(), "partition") + " " + text(item.values(), "sort");
  }

  /** The text or number of an attribute. */
  private static String text(Map<String, ?> item, String name) {
    return String.valueOf(Fields.of(item.get(name)).values().values().iterator().next());
  }
}

package dev.longshore.states.query;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils.JList;
import com.dashjoin.jsonata.Utils.RangeList;
import dev.longshore.states.json.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values on their way into JSONata and out of it. JSONata takes Java's null for undefined and has
 * an object of its own for JSON's null; its lists carry marks that must not outlive an evaluation.
 *
 * <p>Each way returns the very value that it was given where there is nothing to change.
 */
@SuppressWarnings("ReferenceEquality") // identity is what tells whether anything has changed
public final class Values {

  private Values() {}

  /** A plain value as JSONata has it. */
  public static Object forQuery(@Nullable Object plain) {
    return switch (plain) {
      case null -> Jsonata.NULL_VALUE;
      case Map<?, ?> map when holdsNull(map.values()) -> converted(map, Values::forQuery);
      case List<?> list when holdsNull(list) -> converted(list, Values::forQuery);
      default -> plain;
    };
  }

  /** A value of JSONata as plain as {@code JsonText} has it. */
  public static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map when holdsMark(map.values()) -> converted(map, Values::plain);
      case List<?> list when holdsMark(list) -> converted(list, Values::plain);
      default -> isNull(value) ? null : value;
    };
  }

  /** Whether a value of JSONata is JSON's null. */
  public static boolean isNull(Object value) {
    return value == Jsonata.NULL_VALUE;
  }

  /**
   * What an evaluation gave, as a value of JSON: without JSONata's marks, whole numbers whole.
   *
   * @throws NotJson if it is or holds a function or a number without end
   */
  static Object settled(@Nullable Object result) throws NotJson {
    return switch (result) {
      // What is undefined within an array is null in JSON.
      case null -> Jsonata.NULL_VALUE;
      case Map<?, ?> map -> settledMap(map);
      case List<?> list -> settledList(list);
      case Number number -> settledNumber(number);
      case String text -> text;
      case Boolean truth -> truth;
      default -> {
        if (!isNull(result)) {
          throw new NotJson();
        }
        yield result;
      }
    };
  }

  private static Object settledMap(Map<?, ?> map) throws NotJson {
    Map<Object, @Nullable Object> changed = null;
    for (var field : map.entrySet()) {
      var settled = settled(field.getValue());
      if (settled != field.getValue()) {
        changed = changed == null ? new LinkedHashMap<>(map) : changed;
        changed.put(field.getKey(), settled);
      }
    }
    return changed == null ? map : changed;
  }

  private static Object settledList(List<?> list) throws NotJson {
    var isMarked = list instanceof JList<?> || list instanceof RangeList;
    List<@Nullable Object> changed = isMarked ? new ArrayList<>(list) : null;
    for (int i = 0; i < list.size(); i++) {
      var settled = settled(list.get(i));
      if (settled != list.get(i)) {
        changed = changed == null ? new ArrayList<>(list) : changed;
        changed.set(i, settled);
      }
    }
    return changed == null ? list : changed;
  }

  private static Number settledNumber(Number number) throws NotJson {
    if (number instanceof Double fraction && !Double.isFinite(fraction)) {
      throw new NotJson();
    }
    return Numbers.whole(number);
  }

  private static boolean holdsNull(Iterable<?> values) {
    for (var value : values) {
      if (value == null
          || (value instanceof Map<?, ?> map && holdsNull(map.values()))
          || (value instanceof List<?> list && holdsNull(list))) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsMark(Iterable<?> values) {
    for (var value : values) {
      if (value == Jsonata.NULL_VALUE
          || (value instanceof Map<?, ?> map && holdsMark(map.values()))
          || (value instanceof List<?> list && holdsMark(list))) {
        return true;
      }
    }
    return false;
  }

  private static Map<Object, @Nullable Object> converted(Map<?, ?> map, Conversion conversion) {
    var converted = new LinkedHashMap<Object, @Nullable Object>();
    map.forEach((name, value) -> converted.put(name, conversion.of(value)));
    return converted;
  }

  private static List<@Nullable Object> converted(List<?> list, Conversion conversion) {
    var converted = new ArrayList<@Nullable Object>();
    list.forEach(value -> converted.add(conversion.of(value)));
    return converted;
  }

  private interface Conversion {
    @Nullable Object of(@Nullable Object value);
  }

  /** A result that JSON cannot say. */
  static final class NotJson extends Exception {

    private static final long serialVersionUID = 1;

    NotJson() {
      super(null, null, false, false);
    }
  }
}

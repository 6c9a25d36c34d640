package dev.longshore.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * Text to plain values and back: maps in the order of their fields, lists, strings, numbers,
 * booleans, null.
 */
public final class Json {

  private static final JSON JACKSON = JSON.std;

  private Json() {}

  /**
   * The value that {@code text} stands for.
   *
   * @throws IllegalArgumentException if it is not JSON; the message says where
   */
  public static @Nullable Object parse(String text) {
    try {
      return JACKSON.anyFrom(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + firstLine(e.getOriginalMessage()), e);
    }
  }

  /**
   * The object that {@code text} stands for.
   *
   * @throws IllegalArgumentException if it is not a JSON object
   */
  public static Fields parseObject(String text) {
    return Fields.of(parse(text));
  }

  /** The text of a value. */
  public static String write(@Nullable Object value) {
    return JACKSON.asString(value);
  }

  /** The text of a value, laid out for people. */
  public static String writePretty(@Nullable Object value) {
    return JACKSON.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(value);
  }

  /** An object to be filled field by field; a field without a value is left out. */
  public static Building object() {
    return new Building(new LinkedHashMap<>());
  }

  /** A JSON object under construction. */
  public record Building(Map<String, Object> fields) {

    /** Puts a value; what is no JSON value, such as a time or an id, as its text. */
    public Building put(String name, @Nullable Object value) {
      switch (value) {
        case null -> {}
        case String _, Number _, Boolean _, List<?> _, Map<?, ?> _ -> fields.put(name, value);
        default -> fields.put(name, value.toString());
      }
      return this;
    }

    /** Puts a list or an object, unless it is empty. */
    public Building putFilled(String name, Object value) {
      var isEmpty =
          switch (value) {
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
          };
      return isEmpty ? this : put(name, value);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}

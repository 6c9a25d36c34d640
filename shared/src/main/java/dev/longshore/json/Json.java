package dev.longshore.json;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.jr.ob.JSON;

/**
 * Text to plain values and back: maps in the order of their fields, lists, strings, numbers,
 * booleans, null.
 */
public final class Json {

  // By default a null in a map would be dropped: it would not come back as it was.
  private static final JSON JACKSON = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at \\[.*]\\)");

  private Json() {}

  /**
   * The value that {@code text} stands for.
   *
   * @throws IllegalArgumentException if it is not one JSON value without twice named fields and
   *     numbers over 1e308; the message says where
   */
  public static @Nullable Object parse(String text) {
    try (var parser = JACKSON.createParser(text)) {
      var value = JACKSON.anyFrom(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(
            "not JSON: something follows the value in " + place(parser.currentTokenLocation()));
      }
      requireFinite(value);
      return value;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "not JSON: %s in %s".formatted(firstLine(e.getOriginalMessage()), place(e.getLocation())),
          e);
    }
  }

  private static String place(@Nullable TokenStreamLocation location) {
    return location == null
        ? "line 1"
        : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  // Jackson reads 1e400 as infinite and writes that as a text: such a number would change its type.
  private static void requireFinite(@Nullable Object value) {
    switch (value) {
      case Double number when !Double.isFinite(number) ->
          throw new IllegalArgumentException("a number is too large: its size is over 1e308");
      case Map<?, ?> map -> map.values().forEach(Json::requireFinite);
      case List<?> list -> list.forEach(Json::requireFinite);
      case null, default -> {}
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

  /** A text to be written field by field. */
  public static JsonWriter writer() {
    return new JsonWriter(JACKSON::asString);
  }

  /** The text of a value. */
  public static String write(@Nullable Object value) {
    return writer().write(value);
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
      if (value != null) {
        fields.put(name, isJson(value) ? value : text(value));
      }
      return this;
    }

    private static String text(Object value) {
      return value instanceof Instant at ? InstantText.write(at) : value.toString();
    }

    private static boolean isJson(Object value) {
      return value instanceof String
          || value instanceof Number
          || value instanceof Boolean
          || value instanceof List<?>
          || value instanceof Map<?, ?>;
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

  // Where an object or a list began, which Jackson tells with words about how it is configured.
  private static String firstLine(String message) {
    return START_MARKER.matcher(message.lines().findFirst().orElse("")).replaceAll("");
  }
}

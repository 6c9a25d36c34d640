package dev.longshore.states.json;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * JSON text to plain values and back.
 *
 * <p>A value is a {@code Map} in the order of its fields, a {@code List}, a {@code String}, a
 * {@code Number}, a {@code Boolean} or null. Whole numbers are {@code Integer}, {@code Long} or
 * {@code BigInteger}, others {@code Double}. A double without a fraction is written as a whole
 * number, as JavaScript does.
 */
public final class JsonText {

  private JsonText() {}

  /**
   * The value that {@code text} stands for.
   *
   * @throws InvalidJson if it is not JSON, or if a key stands twice in one object
   */
  public static @Nullable Object parse(String text) {
    return parse(
        text,
        place -> {
          throw new InvalidJson("the key stands twice: " + place);
        });
  }

  /**
   * The value that {@code text} stands for, where keys may stand twice: each such place is told to
   * {@code duplicates}, and the last value counts.
   *
   * @throws InvalidJson if it is not JSON
   */
  public static @Nullable Object parse(String text, Consumer<String> duplicates) {
    try {
      return new JsonReader(text, duplicates).read();
    } catch (JacksonException e) {
      throw new InvalidJson(place(e) + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    }
  }

  private static String place(JacksonException e) {
    // A limit that is broken, such as the depth of nesting, has no place.
    var at = e.getLocation();
    return at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
  }

  /** The shortest text of a value. */
  public static String write(@Nullable Object value) {
    var text = new StringBuilder();
    new JsonWriter(text).write(value);
    return text.toString();
  }
}

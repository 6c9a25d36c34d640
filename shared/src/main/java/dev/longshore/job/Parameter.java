package dev.longshore.job;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that a job takes.
 *
 * @param pattern a regular expression that the whole of a text must match
 * @param defaultValue what it is where none is given
 */
public record Parameter(
    Type type, @Nullable String pattern, boolean required, @Nullable Object defaultValue) {

  /** The JSON types that a parameter may have. */
  public enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN;

    /** The word for it in a job file. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is wrong with {@code value}, as the end of a sentence that starts with the parameter's
   * name; empty if nothing is.
   */
  public Optional<String> complaint(Object value) {
    var fits =
        switch (type) {
          case STRING -> value instanceof String;
          case INTEGER ->
              value instanceof Integer || value instanceof Long || value instanceof BigInteger;
          case NUMBER -> value instanceof Number;
          case BOOLEAN -> value instanceof Boolean;
        };
    if (!fits) {
      return Optional.of("must be of type %s, but is %s".formatted(type.word(), shown(value)));
    }
    if (pattern != null && value instanceof String text && !Pattern.matches(pattern, text)) {
      return Optional.of("must match %s, but is %s".formatted(pattern, shown(value)));
    }
    return Optional.empty();
  }

  /**
   * The value that {@code text} stands for in this parameter's type; the text itself where it
   * stands for none.
   */
  public Object read(String text) {
    try {
      return switch (type) {
        case STRING -> text;
        case INTEGER -> Long.valueOf(text);
        case NUMBER -> Double.valueOf(text);
        case BOOLEAN -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
      };
    } catch (NumberFormatException e) {
      return text; // the complaint about its type names it
    }
  }

  private static String shown(Object value) {
    var text = String.valueOf(value);
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}

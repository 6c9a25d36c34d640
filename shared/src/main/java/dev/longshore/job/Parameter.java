package dev.longshore.job;

import dev.longshore.json.Json;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
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
   * What is wrong with a pattern, as the end of a sentence that starts with it; empty if nothing
   * is.
   */
  public static Optional<String> patternComplaint(String pattern) {
    return Match.fault(pattern);
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
    if (pattern != null && value instanceof String text) {
      return switch (Match.of(pattern, text)) {
        case FITS -> Optional.empty();
        case DIFFERS -> Optional.of("must match %s, but is %s".formatted(pattern, shown(value)));
        case TOO_COSTLY -> Optional.of("takes too long to match against %s".formatted(pattern));
      };
    }
    return Optional.empty();
  }

  /**
   * The value that {@code text} stands for in this parameter's type, as JSON would hold it; the
   * text itself where it stands for none, so that {@link #complaint} refuses it.
   */
  public Object read(String text) {
    return switch (type) {
      case STRING -> text;
      case INTEGER, NUMBER -> numberOr(text);
      case BOOLEAN -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    };
  }

  private static Object numberOr(String text) {
    try {
      return Json.parse(text) instanceof Number number ? number : text;
    } catch (IllegalArgumentException _) {
      return text; // the complaint about its type names it
    }
  }

  private static String shown(Object value) {
    var text = String.valueOf(value);
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}

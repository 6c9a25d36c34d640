package dev.longshore.states.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many bytes of UTF-8 the text of a value takes, found without writing it. */
public final class JsonSize {

  private static final long QUOTES = 2;
  private static final long BRACKETS = 2;
  private static final long SEPARATORS = 2;
  // A double such as -2.2250738585072014E-308.
  private static final int SCALAR_MAX = 24;
  private static final int NULL = 4;
  private static final int TRUE = 4;
  private static final int FALSE = 5;
  private static final int ESCAPED = 2;
  private static final int UNICODE_ESCAPED = 6;

  private JsonSize() {}

  /**
   * A size that is never too small, found without looking at each character. An object that is no
   * JSON value counts as null.
   */
  public static long bound(@Nullable Object value) {
    return switch (value) {
      case String text -> QUOTES + (long) UNICODE_ESCAPED * text.length();
      case Map<?, ?> map -> boundOfObject(map);
      case List<?> list -> boundOfArray(list);
      case BigInteger number -> of(number);
      case BigDecimal number -> of(number);
      case null, default -> SCALAR_MAX;
    };
  }

  private static long boundOfObject(Map<?, ?> map) {
    long size = BRACKETS;
    for (var field : map.entrySet()) {
      size += SEPARATORS + bound(field.getKey()) + bound(field.getValue());
    }
    return size;
  }

  private static long boundOfArray(List<?> list) {
    long size = BRACKETS;
    for (var element : list) {
      size += SEPARATORS + bound(element);
    }
    return size;
  }

  /** The length in bytes of what {@link JsonText#write} gives for {@code value}. */
  public static long of(@Nullable Object value) {
    return switch (value) {
      case null -> NULL;
      case String text -> ofText(text);
      case Number number -> Numbers.text(number).length();
      case Boolean truth -> truth ? TRUE : FALSE;
      case Map<?, ?> map -> ofObject(map);
      case List<?> list -> ofArray(list);
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    };
  }

  private static long ofObject(Map<?, ?> map) {
    // A colon for each field, and a comma between two.
    long size = BRACKETS + map.size() + Math.max(0, map.size() - 1);
    for (var field : map.entrySet()) {
      size += ofText((String) field.getKey()) + of(field.getValue());
    }
    return size;
  }

  private static long ofArray(List<?> list) {
    long size = BRACKETS + Math.max(0, list.size() - 1);
    for (var element : list) {
      size += of(element);
    }
    return size;
  }

  private static long ofText(String text) {
    long size = QUOTES;
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        size += 4;
        i++;
      } else {
        size += ofCharacter(c);
      }
    }
    return size;
  }

  private static int ofCharacter(char c) {
    return switch (c) {
      case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> ESCAPED;
      default -> {
        if (c < ' ') {
          yield UNICODE_ESCAPED;
        }
        // Java writes half a surrogate pair as one question mark.
        if (c < 0x80 || Character.isSurrogate(c)) {
          yield 1;
        }
        yield c < 0x800 ? 2 : 3;
      }
    };
  }
}

package dev.longshore.json;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object, read by the type of each field. A field of the wrong type, or a missing one that
 * was asked for, is an {@link IllegalArgumentException} that names it.
 */
public record Fields(Map<String, ?> values) {

  /** The object that {@code value} is. */
  public static Fields of(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("a JSON object is needed, but this is " + typeOf(value));
    }
    @SuppressWarnings("unchecked") // the fields of a JSON object have no other names
    var fields = (Map<String, ?>) map;
    return new Fields(fields);
  }

  public boolean has(String name) {
    return values.get(name) != null;
  }

  public String text(String name) {
    return required(name, textOrNull(name));
  }

  public @Nullable String textOrNull(String name) {
    return typed(name, String.class, "a text");
  }

  /** A text; empty if it is not there. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(textOrNull(name));
  }

  public int integer(String name) {
    return required(name, integerOrNull(name));
  }

  public @Nullable Integer integerOrNull(String name) {
    return typed(name, Integer.class, "a whole number");
  }

  public double number(String name) {
    return required(name, typed(name, Number.class, "a number")).doubleValue();
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(typed(name, Boolean.class, "true or false"));
  }

  public Instant instant(String name) {
    return required(name, instantOrNull(name));
  }

  /** A time, as ISO-8601 text with an offset. */
  public @Nullable Instant instantOrNull(String name) {
    return parsed(name, InstantText::parse);
  }

  public Duration duration(String name) {
    return required(name, durationOrNull(name));
  }

  public @Nullable Duration durationOrNull(String name) {
    return parsed(name, Duration::parse);
  }

  public <E extends Enum<E>> E word(String name, Class<E> type) {
    return required(name, wordOrNull(name, type));
  }

  /** A constant of an enum, by its name. */
  public <E extends Enum<E>> @Nullable E wordOrNull(String name, Class<E> type) {
    var text = textOrNull(name);
    try {
      return text == null ? null : Enum.valueOf(type, text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s must be one of %s, but is %s"
              .formatted(name, Arrays.toString(type.getEnumConstants()), text),
          e);
    }
  }

  /** The object in a field; empty if it is not there. */
  public Optional<Fields> object(String name) {
    var value = values.get(name);
    return value == null ? Optional.empty() : Optional.of(of(value));
  }

  public List<Fields> objects(String name) {
    return list(name, Map.class, "a list of objects").stream().map(Fields::of).toList();
  }

  public List<String> texts(String name) {
    return list(name, String.class, "a list of texts");
  }

  public List<Integer> integers(String name) {
    return list(name, Integer.class, "a list of whole numbers");
  }

  /** An object whose values are all texts, in the order of its names; empty if it is not there. */
  public SortedMap<String, String> textsByName(String name) {
    var texts = new TreeMap<String, String>();
    object(name)
        .ifPresent(
            fields -> fields.values.keySet().forEach(key -> texts.put(key, fields.text(key))));
    return texts;
  }

  private <T> List<T> list(String name, Class<T> type, String description) {
    var list = typed(name, List.class, description);
    var values = new ArrayList<T>();
    for (Object value : list == null ? List.of() : list) {
      values.add(required(name, checked(name, value, type, description)));
    }
    return values;
  }

  private <T> @Nullable T typed(String name, Class<T> type, String description) {
    return checked(name, values.get(name), type, description);
  }

  private static <T> @Nullable T checked(
      String name, @Nullable Object value, Class<T> type, String description) {
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException(
          "%s must be %s, but is %s".formatted(name, description, typeOf(value)));
    }
    return type.cast(value);
  }

  private <T> @Nullable T parsed(String name, Function<String, T> parser) {
    var text = textOrNull(name);
    try {
      return text == null ? null : parser.apply(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s must be an ISO-8601 text, but is %s".formatted(name, text), e);
    }
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static String typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String _ -> "a text";
      case Number _ -> "a number";
      case Boolean _ -> "true or false";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "an object";
      default -> value.getClass().getSimpleName();
    };
  }
}

package dev.longshore.jobfile;

import dev.longshore.jobfile.Node.Entry;
import dev.longshore.jobfile.Node.Flag;
import dev.longshore.jobfile.Node.Listing;
import dev.longshore.jobfile.Node.Mapping;
import dev.longshore.jobfile.Node.Numeral;
import dev.longshore.jobfile.Node.Scalar;
import dev.longshore.jobfile.Node.Text;
import dev.longshore.schedule.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a mapping, read by the type that the schema gives them. What there is a complaint of
 * is as if it were not there, so that one mistake is not told twice.
 */
record Keys(Mapping mapping, Complaints complaints) {

  /** The schema allows no list of mappings, and no mapping of names, to be longer. */
  static final int ENTRIES_MAX = 100;

  /** Whether the file says something under {@code key}, right or wrong. */
  boolean has(String key) {
    return mapping.value(key) != null;
  }

  /** Whether there is no complaint of any of these keys. */
  boolean areSound(String... keys) {
    for (var key : keys) {
      if (complaints.touch(mapping.place().pathOf(key))) {
        return false;
      }
    }
    return true;
  }

  /** Complains of the value of {@code key}, or of its default where it is not there. */
  void complain(String key, String message) {
    var value = mapping.value(key);
    var place = value == null ? mapping.place().at(mapping.place().pathOf(key)) : value.place();
    complaints.at(place, message);
  }

  private <T extends Node> @Nullable T sound(String key, Class<T> type) {
    var value = mapping.value(key);
    return type.isInstance(value) && areSound(key) ? type.cast(value) : null;
  }

  @Nullable String text(String key) {
    var text = sound(key, Text.class);
    return text == null ? null : text.written();
  }

  @Nullable Integer integer(String key) {
    var number = sound(key, Numeral.class);
    return number == null ? null : Integer.valueOf(number.value().intValueExact());
  }

  int integer(String key, int otherwise) {
    var number = integer(key);
    return number == null ? otherwise : number;
  }

  double number(String key, double otherwise) {
    var number = sound(key, Numeral.class);
    return number == null ? otherwise : number.value().doubleValue();
  }

  boolean isTrue(String key) {
    var flag = sound(key, Flag.class);
    return flag != null && flag.value();
  }

  /** A duration; null also where another word stands in its place. */
  @Nullable Duration duration(String key) {
    var text = text(key);
    return text == null || !Durations.isDuration(text) ? null : Durations.parse(text);
  }

  Duration duration(String key, Duration otherwise) {
    var duration = duration(key);
    return duration == null ? otherwise : duration;
  }

  /** A constant of an enum, by its name in lower case. */
  <E extends Enum<E>> @Nullable E word(String key, Class<E> type) {
    var word = text(key);
    return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  <E extends Enum<E>> E word(String key, E otherwise) {
    var word = word(key, otherwise.getDeclaringClass());
    return word == null ? otherwise : word;
  }

  /** The mapping under a key, sound as a whole or not. */
  @Nullable Keys mapping(String key) {
    return mapping.value(key) instanceof Mapping found ? new Keys(found, complaints) : null;
  }

  /**
   * The keys, values and places of the mapping under a key, up to {@link #ENTRIES_MAX}; none where
   * it is not there.
   */
  List<Entry> entriesOf(String key) {
    return mapping.value(key) instanceof Mapping found ? first(found.entries()) : List.of();
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(ENTRIES_MAX, all.size()));
  }

  /** The mappings in a list, up to {@link #ENTRIES_MAX}, or the one that stands in its place. */
  List<Keys> mappings(String key) {
    var value = mapping.value(key);
    var found = new ArrayList<Keys>();
    for (var node : value instanceof Listing list ? first(list.entries()) : listOf(value)) {
      if (node instanceof Mapping one) {
        found.add(new Keys(one, complaints));
      }
    }
    return found;
  }

  private static List<Node> listOf(@Nullable Node node) {
    return node == null ? List.of() : List.of(node);
  }

  /** The entries of a list; none where it is not there. */
  List<Node> listing(String key) {
    var list = sound(key, Listing.class);
    return list == null ? List.of() : list.entries();
  }

  /** The scalars of a list as they are written. */
  List<String> texts(String key) {
    var texts = new ArrayList<String>();
    for (var entry : listing(key)) {
      texts.add(((Scalar) entry).written());
    }
    return texts;
  }

  List<Integer> integers(String key) {
    var integers = new ArrayList<Integer>();
    for (var entry : listing(key)) {
      integers.add(((Numeral) entry).value().intValueExact());
    }
    return integers;
  }

  /** The scalars of the mapping under {@code key} as they are written. */
  SortedMap<String, String> textsByName(String key) {
    var texts = new TreeMap<String, String>();
    for (var entry : entriesOf(key)) {
      texts.put(entry.key(), ((Scalar) entry.value()).written());
    }
    return texts;
  }
}

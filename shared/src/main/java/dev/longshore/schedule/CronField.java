package dev.longshore.schedule;

import java.util.BitSet;
import java.util.List;

/** A field of a cron: which numbers may stand in it, and their names. */
enum CronField {
  MINUTES("minutes", 0, 59, ""),
  HOURS("hours", 0, 23, ""),
  DAY_OF_MONTH("day-of-month", 1, 31, ""),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  DAY_OF_WEEK("day-of-week", 1, 7, "SUN MON TUE WED THU FRI SAT"),
  YEAR("year", 1970, 2199, "");

  private static final int DIGITS_MAX = 4;

  private final String title;
  private final int first;
  private final int last;
  private final String names;

  CronField(String title, int first, int last, String names) {
    this.title = title;
    this.first = first;
    this.last = last;
    this.names = names;
  }

  /**
   * The numbers that {@code text} stands for: a list of numbers, ranges and steps, or {@code *}.
   *
   * @throws IllegalArgumentException if it holds anything else
   */
  BitSet parse(String text) {
    var numbers = new BitSet();
    if (text.equals("*")) {
      numbers.set(first, last + 1);
      return numbers;
    }
    for (var part : text.split(",", -1)) {
      addPart(part, numbers);
    }
    return numbers;
  }

  private void addPart(String part, BitSet numbers) {
    var slash = part.indexOf('/');
    var range = slash < 0 ? part : part.substring(0, slash);
    var step = slash < 0 ? 1 : step(part.substring(slash + 1), part);
    var dash = range.indexOf('-');
    if (range.equals("*") && slash > 0) {
      add(first, last, step, numbers);
    } else if (dash > 0) {
      add(number(range.substring(0, dash)), number(range.substring(dash + 1)), step, numbers);
    } else {
      var from = number(range);
      add(from, slash < 0 ? from : last, step, numbers);
    }
  }

  private void add(int from, int to, int step, BitSet numbers) {
    if (from > to && this == YEAR) {
      throw refused("%d-%d runs backwards".formatted(from, to));
    }
    var size = last - first + 1;
    var length = from <= to ? to - from : to - from + size;
    for (var offset = 0; offset <= length; offset += step) {
      numbers.set(first + (from - first + offset) % size);
    }
  }

  private int step(String text, String part) {
    var size = last - first + 1;
    if (!isNumber(text) || Integer.parseInt(text) < 1 || Integer.parseInt(text) > size) {
      throw refused("the step of '%s' is none of 1-%d".formatted(part, size));
    }
    return Integer.parseInt(text);
  }

  /**
   * The number that {@code text} is, or is the name of.
   *
   * @throws IllegalArgumentException if it is none of this field
   */
  int number(String text) {
    var name = names().indexOf(text);
    if (name >= 0) {
      return first + name;
    }
    if (isNumber(text) && Integer.parseInt(text) >= first && Integer.parseInt(text) <= last) {
      return Integer.parseInt(text);
    }
    throw refused("'%s' is none of %s".formatted(text, range()));
  }

  /** A complaint that starts with the field's name. */
  IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(title + ": " + why);
  }

  private List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" "));
  }

  private String range() {
    var numbers = first + "-" + last;
    return names.isEmpty()
        ? numbers
        : "%s or %s-%s".formatted(numbers, names().getFirst(), names().getLast());
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= DIGITS_MAX
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}

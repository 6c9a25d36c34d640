package dev.longshore.jobfile;

import java.util.regex.Pattern;

/**
 * Where something stands in a job file.
 *
 * @param path the keys that lead to it, such as {@code schedule[1].cron}; empty for the whole file
 * @param line from 1
 * @param column from 1
 */
record Place(String path, int line, int column) {

  // A path is kept for each value below a key: a key of any length would be kept as often.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  /** The path of {@code key} in the mapping here. */
  String pathOf(String key) {
    if (!PLAIN.matcher(key).matches()) {
      return "%s[%s]".formatted(path, Quoted.of(key));
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The path of an entry, counted from 0, of the list here. */
  String pathOf(int index) {
    return "%s[%d]".formatted(path, index);
  }

  Place at(String newPath) {
    return new Place(newPath, line, column);
  }

  /** Whether {@code path} is {@code outer} or lies below it. */
  static boolean isWithin(String path, String outer) {
    if (!path.startsWith(outer)) {
      return false;
    }
    return outer.isEmpty()
        || path.length() == outer.length()
        || path.charAt(outer.length()) == '.'
        || path.charAt(outer.length()) == '[';
  }
}

package dev.longshore.jobfile;

import dev.longshore.json.Fields;

/** The keywords {@code min…} and {@code max…} that bound how many of something there are. */
final class Sizes {

  private Sizes() {}

  /**
   * Whether {@code size} is within the schema's bounds; complains if not.
   *
   * @param what the end of the two keywords: {@code Length}, {@code Items} or {@code Properties}
   * @param words what is counted, for people
   */
  static boolean check(
      Place place, int size, Fields schema, String what, String words, Complaints complaints) {
    var least = schema.integerOrNull("min" + what);
    var most = schema.integerOrNull("max" + what);
    if (least != null && size < least) {
      complaints.at(place, "must have %d or more %s, but has %d".formatted(least, words, size));
      return false;
    }
    if (most != null && size > most) {
      complaints.at(place, "must have at most %d %s, but has %d".formatted(most, words, size));
      return false;
    }
    return true;
  }
}

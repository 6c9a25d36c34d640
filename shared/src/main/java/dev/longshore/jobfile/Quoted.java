package dev.longshore.jobfile;

/** Somebody else's text within a message of ours: short, and without what moves a terminal. */
final class Quoted {

  private static final int LENGTH_MAX = 60;

  private Quoted() {}

  /** The text in single quotes, cut after {@value #LENGTH_MAX} characters. */
  static String of(String text) {
    return "'" + bare(text) + "'";
  }

  /** The text, cut after {@value #LENGTH_MAX} characters. */
  static String bare(String text) {
    var end =
        text.offsetByCodePoints(0, Math.min(LENGTH_MAX, text.codePointCount(0, text.length())));
    return oneLine(end < text.length() ? text.substring(0, end) + "…" : text);
  }

  /** The text with an escape for each control character. */
  static String oneLine(String text) {
    var line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
            line.append("\\u%04x".formatted(c));
          } else {
            line.appendCodePoint(c);
          }
        });
    return line.toString();
  }
}

package dev.longshore.job;

import java.util.regex.Pattern;

/** How a text stands to a regular expression that somebody else wrote. */
enum Match {
  FITS,
  DIFFERS,
  /** Finding out takes more work than any honest pattern needs. */
  TOO_COSTLY;

  /** How many characters a match may look at, again and again included. */
  static final int READS_MAX = 1_000_000;

  /**
   * Holds the whole of {@code text} against {@code pattern}.
   *
   * @throws java.util.regex.PatternSyntaxException if it is no regular expression
   */
  static Match of(String pattern, String text) {
    var compiled = Pattern.compile(pattern);
    try {
      return compiled.matcher(new CountedText(text)).matches() ? FITS : DIFFERS;
    } catch (TooManyReads | StackOverflowError _) {
      // java.util.regex backtracks without a bound of its own, in time as in stack: (.*)(.*)(.*)c
      // takes the cube of a text's length, (a|b)* a stack frame a letter. Nothing is left half
      // done.
      return TOO_COSTLY;
    }
  }

  private static final class TooManyReads extends RuntimeException {}

  /** A text that is read only so often. */
  private static final class CountedText implements CharSequence {

    private final String text;
    private int reads;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (reads++ == READS_MAX) {
        throw new TooManyReads();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}

package dev.longshore.job;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How a text stands to a regular expression that somebody else wrote. */
enum Match {
  FITS,
  DIFFERS,
  /** Finding out takes more work than any honest pattern needs. */
  TOO_COSTLY;

  /** How many characters a match may look at, again and again included. */
  static final int READS_MAX = 1_000_000;

  /** What the counts of a pattern, such as the 3 of {@code a{3}}, may multiply to. */
  static final int ROUNDS_MAX = 1_000_000;

  private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

  /**
   * Holds the whole of {@code text} against {@code pattern}.
   *
   * @throws PatternSyntaxException if it is no regular expression
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

  /**
   * What is wrong with {@code pattern} itself, as the end of a sentence that starts with it; empty
   * if nothing is.
   */
  static Optional<String> fault(String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      return Optional.of("is no regular expression: " + e.getDescription());
    }
    // ((){1000}){1000} reads nothing and yet goes round a million times.
    var rounds =
        COUNT.matcher(pattern).results().mapToDouble(Match::most).reduce(1, (a, b) -> a * b);
    return rounds > ROUNDS_MAX
        ? Optional.of("repeats too often: its counts multiply to more than " + ROUNDS_MAX)
        : Optional.empty();
  }

  private static double most(MatchResult count) {
    var last = count.group(2);
    return Math.max(1, Double.parseDouble(last == null || last.isEmpty() ? count.group(1) : last));
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

package dev.longshore.cli.check;

/**
 * What was found of one thing.
 *
 * @param what the thing, in a few words
 * @param said how it is; where it is not as it should be, also what to do
 */
public record Finding(Level level, String what, String said) {

  /** How bad it is. */
  public enum Level {
    OK,
    /** It could not be looked at, or may be meant so. */
    WARNING,
    /** No run can end well with it. */
    WRONG
  }

  public static Finding ok(String what, String said) {
    return new Finding(Level.OK, what, said);
  }

  public static Finding warning(String what, String said) {
    return new Finding(Level.WARNING, what, said);
  }

  public static Finding wrong(String what, String said) {
    return new Finding(Level.WRONG, what, said);
  }
}

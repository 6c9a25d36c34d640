package dev.longshore.job;

/**
 * The name of a job, unique in its stack: a lower-case letter, then up to 39 letters, digits and
 * dashes.
 */
public record JobName(String value) implements Comparable<JobName> {

  /**
   * The longest name; a run id, which carries it, must fit the 80 characters of an execution's
   * name.
   */
  public static final int LENGTH_MAX = 40;

  public JobName {
    if (!isName(value)) {
      throw new IllegalArgumentException(
          "a job name is a lower-case letter, then up to %d of a-z, 0-9 and '-': %s"
              .formatted(LENGTH_MAX - 1, value));
    }
  }

  /** Whether a text is the name of a job. By hand, as each run's id is read dozens of times. */
  public static boolean isName(CharSequence text) {
    var length = text.length();
    if (length == 0 || length > LENGTH_MAX || !isLetter(text.charAt(0))) {
      return false;
    }
    for (var i = 1; i < length; i++) {
      var c = text.charAt(i);
      if (!isLetter(c) && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  @Override
  public int compareTo(JobName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

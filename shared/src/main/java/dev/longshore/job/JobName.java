package dev.longshore.job;

import java.util.regex.Pattern;

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

  private static final Pattern SHAPE =
      Pattern.compile("[a-z][a-z0-9-]{0," + (LENGTH_MAX - 1) + "}");

  public JobName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a job name is a lower-case letter, then up to %d of a-z, 0-9 and '-': %s"
              .formatted(LENGTH_MAX - 1, value));
    }
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

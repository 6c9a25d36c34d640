package dev.longshore.decision;

/**
 * A fact that a decision rests on.
 *
 * @param field where it was found, such as {@code stopCode} or {@code containers[job].exitCode}
 * @param value what was found; "(absent)" where nothing was
 * @param meaning what follows from it
 */
public record Evidence(String field, String value, String meaning) {

  static final String ABSENT = "(absent)";

  @Override
  public String toString() {
    return field + " " + value + ": " + meaning;
  }
}

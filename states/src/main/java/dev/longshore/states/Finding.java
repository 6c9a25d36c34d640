package dev.longshore.states;

/**
 * One thing that is wrong with a definition.
 *
 * @param path its place as a JSON pointer, such as {@code /States/Attempt/Retry/0}; empty for the
 *     whole definition
 * @param message what is wrong and what would be right, on one line
 */
public record Finding(String path, String message) {

  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}

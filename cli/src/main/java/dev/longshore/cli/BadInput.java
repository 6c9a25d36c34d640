package dev.longshore.cli;

/**
 * What was given cannot be used; the message is the line, or the lines, that say what to do: exit
 * code 2.
 */
final class BadInput extends RuntimeException {

  BadInput(String message) {
    super(message);
  }
}

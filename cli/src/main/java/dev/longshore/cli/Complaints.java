package dev.longshore.cli;

/** What a person is told of an exception. */
final class Complaints {

  private Complaints() {}

  /** Its message if it is meant for people, else what kind of thing went wrong. */
  static String line(Throwable e) {
    var message = e.getMessage();
    if (message == null || message.isBlank()) {
      return "%s (a bug; --verbose shows where)".formatted(e.getClass().getSimpleName());
    }
    return message.lines().findFirst().orElse(message);
  }
}

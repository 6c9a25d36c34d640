package dev.longshore.local.process;

/**
 * A task cannot be started.
 *
 * @param reason in one line for the job's owner, as a container engine would give it
 */
record Refused(String reason) implements Launch, CommandLookup.Found {

  private static final int QUOTED_MAX = 200;

  static Refused because(String reason) {
    return new Refused("CannotStartContainerError: " + reason);
  }

  static Refused because(String name, String reason) {
    return because("%s: %s".formatted(quoted(name), reason));
  }

  static Refused because(String name, int errno) {
    return because(name, Errno.text(errno));
  }

  /** Why the system has not started a program that was found. */
  static Refused because(Program program, int errno) {
    var name = program.arguments().getFirst();
    return switch (errno) {
      case Errno.ENOENT -> because(name, "the interpreter that it names is missing");
      case Errno.EAGAIN, Errno.EAGAIN_OF_MACOS -> because(name, "too many processes");
      default -> because(name, errno);
    };
  }

  /** A job's own text, made fit for a line. */
  static String quoted(String text) {
    var shown = new StringBuilder("\"");
    text.chars()
        .limit(QUOTED_MAX)
        .mapToObj(c -> Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c))
        .forEach(shown::append);
    return shown.append(text.length() > QUOTED_MAX ? "…\"" : "\"").toString();
  }
}

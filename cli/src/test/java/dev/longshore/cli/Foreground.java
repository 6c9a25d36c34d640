package dev.longshore.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Command lines as a person types them. A shell starts what runs in its background with SIGINT
 * ignored; that is inherited, and a JVM that was started so never hears Ctrl-C.
 */
public final class Foreground {

  private Foreground() {}

  /** The same command, in a process that Ctrl-C reaches whoever runs the tests. */
  public static List<String> of(List<String> command) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return command;
    }
    var line = new ArrayList<>(List.of("env", "--default-signal=INT"));
    line.addAll(command);
    return line;
  }
}

package dev.longshore.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A life in a JVM of its own, which tests can kill. Writes a line once it is set up, and lives
 * until its standard input ends.
 */
final class OtherLife {

  private static final int BURST = 100;

  private OtherLife() {}

  /**
   * Lives.
   *
   * @param arguments the data folder; "scripts" and scripts that say when they are ready, or
   *     "bursts" and a number of seconds to sleep for, by which the tasks are known
   */
  public static void main(String[] arguments) throws Exception {
    var rest = Arrays.copyOfRange(arguments, 2, arguments.length);
    try (var life = Life.in(Path.of(arguments[0]))) {
      switch (arguments[1]) {
        case "scripts" -> scripts(life, rest);
        case "bursts" -> bursts(life, rest[0]);
        default -> throw new IllegalArgumentException(arguments[1]);
      }
    }
  }

  private static void scripts(Life life, String[] scripts) throws IOException {
    var tasks = Stream.of(scripts).map(life::script).toList();
    // A script may be ready before the reaper has been told of it.
    tasks.forEach(task -> task.running().ready());
    say(life.reaper.mark());
    if (System.in.read() >= 0) {
      throw new IllegalStateException("nothing is said to this life");
    }
  }

  /** Starts tasks of all kinds without end, a burst at a time, and says so at each start. */
  private static void bursts(Life life, String seconds) {
    var sleep = "sleep " + seconds;
    while (true) {
      var burst =
          Stream.of(
                  "exec " + sleep,
                  "exit 0",
                  "setsid " + sleep + " & exec " + sleep,
                  sleep + " & exit 0")
              .flatMap(script -> Stream.generate(() -> script).limit(BURST / 4))
              .map(life::script)
              .toList();
      burst.forEach(task -> say(task.running().isOver() ? "ended" : "running"));
      burst.forEach(ObservedTask::kill);
      burst.forEach(ObservedTask::exitCode);
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}

package dev.longshore.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * CPU times from Linux's /proc, in steps of 10 ms.
 *
 * <p>To find a group's processes all of the machine's have to be looked at; so one look serves all
 * groups for {@link #FRESH}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class ProcCpuTimes implements CpuTimes {

  static final Duration FRESH = Duration.ofMillis(200);

  // USER_HZ, which is 100 on every architecture that Java runs on.
  private static final Duration TICK = Duration.ofMillis(10);
  // Places behind the name of the program.
  private static final int GROUP = 2;
  private static final int USER = 11;
  private static final int CHILDREN_SYSTEM = 14;

  private final Path proc;
  private final InstantSource clock;
  private Map<Integer, Long> ticks = Map.of();
  private Instant looked = Instant.MIN;

  ProcCpuTimes(Path proc, InstantSource clock) {
    this.proc = proc;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Duration> of(int group) {
    var now = clock.instant();
    var stale = now.isBefore(looked) || !now.isBefore(looked.plus(FRESH));
    if (stale || !ticks.containsKey(group)) {
      ticks = look();
      looked = now;
    }
    return Optional.ofNullable(ticks.get(group)).map(TICK::multipliedBy);
  }

  private Map<Integer, Long> look() {
    var found = new HashMap<Integer, Long>();
    try (var processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (var process : processes) {
        add(process.resolve("stat"), found);
      }
    } catch (IOException e) {
      // Without /proc nothing can be seen, which is said by the answer.
      return Map.of();
    }
    return found;
  }

  private static void add(Path stat, Map<Integer, Long> found) {
    try {
      var text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      // The name stands in parentheses and may hold any character.
      var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      var used = 0L;
      for (var i = USER; i <= CHILDREN_SYSTEM; i++) {
        used += Long.parseLong(fields[i]);
      }
      found.merge(Integer.valueOf(fields[GROUP]), used, Long::sum);
    } catch (IOException e) {
      // The process ended after the folder was read; it is no longer one of the group's.
      return;
    }
  }
}

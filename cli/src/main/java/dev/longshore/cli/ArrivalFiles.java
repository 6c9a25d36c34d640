package dev.longshore.cli;

import dev.longshore.forecast.ArrivalRate;
import dev.longshore.schedule.Durations;
import dev.longshore.simulation.forecast.Arrivals;
import dev.longshore.simulation.forecast.Setting;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads when triggers come: a rate, or a file with a time a line. A time is one with an offset from
 * UTC, or a duration from the beginning on. Where all times with an offset lie outside of the days
 * that are forecast, as those of last month do, they are moved by whole days, so that the first of
 * them falls on the first day.
 */
record ArrivalFiles(Instant from, Duration length) {

  private static final long BYTES_MAX = 64L << 20;

  /**
   * Reads what the command line says.
   *
   * @throws BadInput if a file cannot be used
   * @throws IllegalArgumentException if a rate is too high
   */
  Arrivals read(String text) {
    if (text.matches("[0-9.]+/[a-z]+")) {
      return new Arrivals.AtRate(ArrivalRate.parse(text));
    }
    var times = times(text);
    if (times.size() > Setting.RUNS_MAX) {
      throw new BadInput(
          "%s holds %,d times; the most is %,d".formatted(text, times.size(), Setting.RUNS_MAX));
    }
    return new Arrivals.AtTimes(moved(times), text);
  }

  /** From the beginning on; negative for before it. */
  private List<Duration> times(String file) {
    var times = new ArrayList<Duration>();
    var number = 0;
    for (var line : lines(file)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        times.add(time(file, number, line.strip()));
      }
    }
    return times;
  }

  private Duration time(String file, int number, String line) {
    if (Durations.isDuration(line)) {
      return Durations.parse(line);
    }
    try {
      return Duration.between(from, OffsetDateTime.parse(line).toInstant());
    } catch (DateTimeException _) {
      throw new BadInput(
          "%s:%d: a time such as 2026-12-01T09:00:00Z, or one from the beginning such as 1h30m, is needed, not '%s'"
              .formatted(file, number, line.length() > 40 ? line.substring(0, 40) + "…" : line));
    }
  }

  private static List<String> lines(String file) {
    try {
      var path = Path.of(file);
      if (Files.size(path) > BYTES_MAX) {
        throw new BadInput("%s is larger than %d MiB".formatted(file, BYTES_MAX >> 20));
      }
      return Files.readAllLines(path);
    } catch (NoSuchFileException | InvalidPathException _) {
      throw new BadInput(
          "--arrivals: '%s' is neither a rate such as 200/day nor a file".formatted(file));
    } catch (CharacterCodingException _) {
      throw new BadInput("%s is no UTF-8 text".formatted(file));
    } catch (IOException e) {
      throw new BadInput(
          "%s cannot be read: %s"
              .formatted(
                  file, Files.isDirectory(Path.of(file)) ? "it is a folder" : e.getMessage()));
    }
  }

  private List<Duration> moved(List<Duration> times) {
    if (times.isEmpty()
        || times.stream().anyMatch(time -> !time.isNegative() && time.compareTo(length) < 0)) {
      return times.stream().filter(time -> !time.isNegative()).toList();
    }
    var first = from.plus(times.stream().min(Duration::compareTo).orElseThrow());
    var day = LocalDate.ofInstant(first, ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
    var by = Duration.between(day, from);
    return times.stream().map(by::plus).toList();
  }
}

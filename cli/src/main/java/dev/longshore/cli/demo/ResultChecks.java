package dev.longshore.cli.demo;

import dev.longshore.cli.text.Words;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Looks at what the jobs have written, and at when they did what. */
final class ResultChecks {

  private static final Pattern RESUMED = Pattern.compile("resumed after [0-9]+ of [0-9]+ months");

  private final DemoFolder folder;
  private final Almanac almanac;
  private final DemoRuns runs;

  ResultChecks(DemoFolder folder, Almanac almanac, DemoRuns runs) {
    this.folder = folder;
    this.almanac = almanac;
    this.runs = runs;
  }

  /**
   * All of them.
   *
   * @param idleAfter how long a silent task is let be
   * @param concurrency how many runs of the queue's job may run at once
   */
  List<Check> all(Duration idleAfter, int concurrency) {
    return List.of(climate(), rain(), concurrency(concurrency), resumption(), twin(idleAfter));
  }

  /** Each firing has written its own table, and it is what it ought to be. */
  private Check climate() {
    var firings =
        runs.of(DemoJobs.CLIMATE).stream()
            .filter(run -> run.state() == RunState.SUCCEEDED)
            .map(run -> run.trigger().time())
            .toList();
    for (var time : firings) {
      var file = folder.output("%s/%s.tsv".formatted(DemoJobs.CLIMATE, name(time)));
      var expected = almanac.climate(time);
      var actual = DemoFolder.read(file);
      if (!actual.equals(expected)) {
        return Check.fails(
            "%s: expected %s, actual %s".formatted(file, shown(expected), shown(actual)));
      }
    }
    return Check.holds(
        "%d climate tables are what another computation comes to".formatted(firings.size()));
  }

  private static String name(Instant time) {
    return time.toString().replace(":", "");
  }

  /** Each week's rain is right, and so is its sum. */
  private Check rain() {
    var expected = BigDecimal.ZERO;
    var actual = BigDecimal.ZERO;
    for (var week : almanac.weeks()) {
      var file = folder.output("%s/%s.txt".formatted(DemoJobs.RAIN, week));
      var result = number(DemoFolder.read(file));
      expected = expected.add(almanac.rain(week));
      actual = actual.add(result.orElse(BigDecimal.ZERO));
      if (result.isEmpty() || result.get().compareTo(almanac.rain(week)) != 0) {
        return Check.fails(
            "%s: expected %s mm, actual %s"
                .formatted(file, almanac.rain(week), result.map(Object::toString).orElse("none")));
      }
    }
    return expected.compareTo(actual) == 0
        ? Check.holds(
            "the rain of %d weeks, a message each, adds up to the data's %,.1f mm"
                .formatted(almanac.weeks().size(), actual))
        : Check.fails("rain of all weeks: expected %s mm, actual %s".formatted(expected, actual));
  }

  private static Optional<BigDecimal> number(String text) {
    return text.strip().matches("[0-9]+[.][0-9]")
        ? Optional.of(new BigDecimal(text.strip()))
        : Optional.empty();
  }

  private Check concurrency(int limit) {
    var peak = peak(runs.of(DemoJobs.RAIN));
    return peak <= limit
        ? Check.holds("at most %d messages were worked on at once".formatted(peak))
        : Check.fails(
            "messages worked on at once: expected at most %d, actual %d".formatted(limit, peak));
  }

  /** How many attempts ran at once at most. */
  static int peak(Collection<Run> runs) {
    var changes = new TreeMap<Instant, Integer>();
    for (var run : runs) {
      for (var attempt : run.member().past()) {
        if (attempt.startedAt() != null && attempt.stoppedAt() != null) {
          changes.merge(attempt.startedAt(), 1, Integer::sum);
          changes.merge(attempt.stoppedAt(), -1, Integer::sum);
        }
      }
    }
    var running = 0;
    var peak = 0;
    for (var change : changes.values()) {
      running += change;
      peak = Math.max(peak, running);
    }
    return peak;
  }

  /** The interrupted run went on half-way, and wrote what its undisturbed twin wrote. */
  private Check resumption() {
    var disturbed = runs.of(DemoJobs.DEGREES, Story.DISTURBED);
    var log = disturbed.map(folder::lastLog).orElse("");
    var resumed = RESUMED.matcher(log);
    if (!resumed.find()) {
      return Check.fails(
          "log of the interrupted run's last attempt: expected 'resumed after …', actual "
              + shown(log));
    }
    var path = DemoJobs.DEGREES + "/%s.tsv";
    var expected = DemoFolder.read(folder.output(path.formatted(Story.UNDISTURBED)));
    var actual = DemoFolder.read(folder.output(path.formatted(Story.DISTURBED)));
    return !expected.isEmpty() && actual.equals(expected)
        ? Check.holds(
            "%s %s %s and wrote its twin's bytes"
                .formatted(DemoJobs.DEGREES, Story.DISTURBED, resumed.group()))
        : Check.fails(
            "output of the interrupted run: expected %s, actual %s"
                .formatted(shown(expected), shown(actual)));
  }

  /** The twin of the idle task had time enough to be taken for idle, and was not. */
  private Check twin(Duration idleAfter) {
    var time =
        runs.of(DemoJobs.QUIET, Story.WORKING)
            .flatMap(run -> run.member().past().stream().findFirst())
            .filter(attempt -> attempt.startedAt() != null && attempt.stoppedAt() != null)
            .map(attempt -> Duration.between(attempt.startedAt(), attempt.stoppedAt()))
            .orElse(Duration.ZERO);
    return time.compareTo(idleAfter) > 0
        ? Check.holds(
            "%s %s was silent for %s and not stopped (idle: %s)"
                .formatted(DemoJobs.QUIET, Story.WORKING, Words.span(time), Words.span(idleAfter)))
        : Check.fails(
            "time of the silent twin that computes: expected over %s, actual %s"
                .formatted(Words.span(idleAfter), Words.span(time)));
  }

  private static String shown(String text) {
    return text.isEmpty() ? "nothing" : "'%s'".formatted(text.strip().replace("\n", " / "));
  }
}

package dev.longshore.cli.demo;

import static java.util.stream.Collectors.joining;

import dev.longshore.run.PastAttempt;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.Run;
import java.util.ArrayList;
import java.util.List;

/** Where the demo stands, in a line for each job. */
final class Standings {

  private static final int BAR = 24;

  private Standings() {}

  /**
   * The lines.
   *
   * @param title the first one
   */
  static List<String> lines(String title, DemoRuns runs, int sent, int weeks) {
    var lines = new ArrayList<String>();
    lines.add(title);
    for (var job : DemoJobs.NAMES) {
      var standing =
          switch (job) {
            case DemoJobs.CLIMATE -> firings(runs);
            case DemoJobs.RAIN -> messages(runs, sent, weeks);
            case String other ->
                runs.of(other).stream().map(Standings::run).collect(joining("  ·  "));
          };
      lines.add("  %-14s %s".formatted(job, standing));
    }
    return lines;
  }

  private static String firings(DemoRuns runs) {
    var fired = runs.of(DemoJobs.CLIMATE).size();
    return fired == 0
        ? "waits for its time"
        : "fired %d times, %d done".formatted(fired, runs.ended(DemoJobs.CLIMATE));
  }

  private static String messages(DemoRuns runs, int sent, int weeks) {
    if (sent == 0) {
      return "its queue is empty";
    }
    var done = runs.ended(DemoJobs.RAIN);
    var full = BAR * Math.min(done, weeks) / weeks;
    return "%s%s %d of %d messages"
        .formatted("█".repeat(full), "░".repeat(BAR - full), done, weeks);
  }

  private static String run(Run run) {
    var word = DemoRuns.word(run);
    return (word.isEmpty() ? "" : word + ": ") + standing(run);
  }

  private static String standing(Run run) {
    if (run.isFinal()) {
      return run.state().name();
    }
    if (run.member().phase() instanceof Waiting) {
      return "waits";
    }
    var before =
        run.member().past().stream()
            .map(PastAttempt::outcome)
            .map(outcome -> outcome + " → ")
            .collect(joining());
    if (run.member().openAttempt().isPresent()) {
      return before + "runs";
    }
    return before.isEmpty() ? "starts" : before + "soon again";
  }
}

package dev.longshore.cli.demo;

import dev.longshore.cli.text.Table;
import dev.longshore.cli.text.Words;
import dev.longshore.cost.Money;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of the demo's runs, as a table: a row for each run, but one for all messages of the
 * queue and all firings of the schedule that ended alike.
 */
final class Summary {

  private static final Set<String> TOGETHER = Set.of(DemoJobs.CLIMATE, DemoJobs.RAIN);
  private static final double PERCENT = 100;
  private static final String NONE = "-";

  private final DemoRuns runs;
  private final @Nullable String deadLetterReason;

  /**
   * The summary of these runs.
   *
   * @param deadLetterReason why no run was made of a message; null where there is no such message
   */
  Summary(DemoRuns runs, @Nullable String deadLetterReason) {
    this.runs = runs;
    this.deadLetterReason = deadLetterReason;
  }

  /** One row: the runs in it, which differ in nothing that it shows but time and cost. */
  private record Row(String label, List<Run> runs) {

    List<PastAttempt> attempts() {
      return runs.stream().flatMap(run -> run.member().past().stream()).toList();
    }

    String outcome() {
      var first = runs.getFirst();
      var outcomes = first.member().past().stream().map(PastAttempt::outcome).toList();
      var last = outcomes.isEmpty() ? null : outcomes.getLast().finalState();
      var path = path(outcomes);
      if (first.state() == last) {
        return path;
      }
      return path.isEmpty() ? first.state().name() : path + ": " + first.state();
    }

    private static String path(List<Outcome> outcomes) {
      var parts = new ArrayList<String>();
      for (var i = 0; i < outcomes.size(); ) {
        var outcome = outcomes.get(i);
        var count = (int) outcomes.stream().skip(i).takeWhile(outcome::equals).count();
        parts.add(count == 1 ? outcome.name() : "%s ×%d".formatted(outcome, count));
        i += count;
      }
      return String.join(", ", parts);
    }

    Duration time() {
      return attempts().stream()
          .filter(attempt -> attempt.startedAt() != null && attempt.stoppedAt() != null)
          .map(attempt -> Duration.between(attempt.startedAt(), attempt.stoppedAt()))
          .reduce(Duration.ZERO, Duration::plus);
    }
  }

  /** The line on the message that no run was made of; empty without one. */
  Optional<String> deadLetter() {
    return Optional.ofNullable(deadLetterReason).map("Dead letter: %s"::formatted);
  }

  /** The table's lines. */
  List<String> table(int columns) {
    var table = new Table("JOB", "OUTCOME", "ATTEMPTS", "TIME", "COST", "SPOT");
    for (var job : DemoJobs.NAMES) {
      rows(job).forEach(row -> add(table, row));
      if (job.equals(DemoJobs.RAIN) && deadLetterReason != null) {
        table.add(label(DemoJobs.RAIN, 1), "DEAD_LETTER", right(0), NONE, NONE, NONE);
      }
    }
    return table.lines(columns);
  }

  private List<Row> rows(String job) {
    if (!TOGETHER.contains(job)) {
      return runs.of(job).stream()
          .map(run -> new Row("%s %s".formatted(job, DemoRuns.word(run)).strip(), List.of(run)))
          .toList();
    }
    Map<Ending, List<Run>> byEnding =
        runs.of(job).stream()
            .collect(Collectors.groupingBy(Ending::of, LinkedHashMap::new, Collectors.toList()));
    return byEnding.values().stream()
        .map(alike -> new Row(label(job, alike.size()), alike))
        .toList();
  }

  private static String label(String job, int count) {
    return "%s ×%d".formatted(job, count);
  }

  private static void add(Table table, Row row) {
    if (row.attempts().isEmpty()) {
      table.add(row.label(), row.outcome(), right(0), NONE, NONE, NONE);
      return;
    }
    table.add(
        row.label(),
        row.outcome(),
        right(row.attempts().size()),
        Words.span(row.time()),
        Words.dollars(DemoRuns.cost(row.runs())),
        saved(row.runs()));
  }

  private static String right(int number) {
    return "%8d".formatted(number);
  }

  /** What Spot has saved, in percent of what the same would have cost on demand. */
  private static String saved(Collection<Run> runs) {
    var onDemand = DemoRuns.onDemandCost(runs);
    var saved = onDemand.minus(DemoRuns.cost(runs));
    return saved.equals(Money.ZERO)
        ? NONE
        : "−%.0f%%".formatted(PERCENT * saved.micros() / onDemand.micros());
  }

  /**
   * The line below the table.
   *
   * @param real how long it took for the viewer
   * @param onClock how long on the demo's clock
   */
  String totals(Duration real, Duration onClock) {
    var attempts = runs.all().stream().mapToInt(run -> run.member().past().size()).sum();
    var cost = DemoRuns.cost(runs.all());
    var onDemand = DemoRuns.onDemandCost(runs.all());
    return "%d runs, %d attempts in %s, which were %s on the demo's clock.%n"
            .formatted(runs.all().size(), attempts, Words.span(real), Words.span(onClock))
        + "On Fargate that costs %s; all on demand, %s (Spot: %s)."
            .formatted(Words.dollars(cost), Words.dollars(onDemand), saved(runs.all()));
  }
}

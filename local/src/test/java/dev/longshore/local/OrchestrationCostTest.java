package dev.longshore.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cost.Charge;
import dev.longshore.cost.OrchestrationPrices;
import dev.longshore.job.Overlap;
import dev.longshore.local.lambda.Environments;
import dev.longshore.local.runtime.Script;
import dev.longshore.run.RunState;
import dev.longshore.schedule.Schedule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a scheduled run takes of Step Functions, Lambda and DynamoDB, counted while the shipped
 * handlers and state machine carry it out, and held against docs/benchmarks/orchestration.md.
 */
class OrchestrationCostTest {

  private static final int TRANSITIONS_MAX = 4;
  private static final int INVOCATIONS_MAX = 4;
  private static final int WRITE_UNITS_MAX = 20;

  private static final Path PAGE = Path.of("../docs/benchmarks/orchestration.md");
  private static final OrchestrationPrices PRICES = OrchestrationPrices.shipped();

  /** The first run records the job's version and begins each rate. */
  private static final String WARM_UP = "12:01";

  private static final String MEASURED = "12:31";
  private static final String WHILE_IT_WORKS = "12:32";

  /** What was used, sweep's part left out: that is there however many runs there are. */
  private static final class Usage implements CountedStore.Counter, Environments {

    private final List<String> commits = new ArrayList<>();
    private boolean sweeps;
    private int transitions;
    private int invocations;
    private int writeUnits;
    private double readUnits;

    void reset() {
      commits.clear();
      invocations = 0;
      writeUnits = 0;
      readUnits = 0;
    }

    @Override
    public <O> O run(String function, Supplier<O> invocation) {
      sweeps = function.equals(Functions.SWEEP);
      invocations += sweeps ? 0 : 1;
      try {
        return invocation.get();
      } finally {
        sweeps = false;
      }
    }

    @Override
    public void wrote(int units, String what) {
      if (!sweeps) {
        writeUnits += units;
        commits.add(what);
      }
    }

    @Override
    public void read(double units) {
      readUnits += sweeps ? 0 : units;
    }

    Usage minus(Usage other) {
      var rest = new Usage();
      rest.transitions = transitions - other.transitions;
      rest.invocations = invocations - other.invocations;
      rest.writeUnits = writeUnits - other.writeUnits;
      rest.readUnits = readUnits - other.readUnits;
      return rest;
    }

    /** In USD for a thousand of them, with the schedules' firings and the events of their ends. */
    String cost() {
      return Stream.of(
              price(Charge.TRANSITIONS, transitions),
              price(Charge.INVOCATIONS, invocations),
              price(Charge.WRITE_UNITS, writeUnits),
              price(Charge.READ_UNITS, readUnits),
              price(Charge.SCHEDULED_INVOCATIONS, 1),
              price(Charge.EVENTS, 1))
          .reduce(BigDecimal.ZERO, BigDecimal::add)
          .multiply(BigDecimal.valueOf(1000))
          .setScale(3, RoundingMode.HALF_UP)
          .toPlainString();
    }

    private static BigDecimal price(Charge charge, double units) {
      return Objects.requireNonNull(PRICES.prices().get(charge))
          .multiply(BigDecimal.valueOf(units));
    }

    String line(String what) {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %d | %d | %.1f | %s |",
          what,
          transitions,
          invocations,
          writeUnits,
          readUnits,
          cost());
    }
  }

  private static Usage oneRun(TestJobs job) {
    return usage(job.schedules(at(WARM_UP), at(MEASURED)), List.of(RunState.SUCCEEDED));
  }

  private static Usage twoRuns(TestJobs job, RunState second) {
    return usage(
        job.schedules(at(WARM_UP), at(MEASURED), at(WHILE_IT_WORKS)),
        List.of(RunState.SUCCEEDED, second));
  }

  private static Usage usage(TestJobs job, List<RunState> states) {
    var usage = new Usage();
    var cloud =
        VirtualCloud.watched(
            Story.of(job.build(), _ -> Script.exits(0, Duration.ofMinutes(3))).pacedAsOnAws(),
            store -> new CountedStore(store, usage),
            usage);
    cloud.loop().runFor(Duration.ofMinutes(30));
    assertThat(cloud.runs()).hasSize(1);
    var before = cloud.cloud().stepFunctions().transitions();
    var warmUp = cloud.runs();
    usage.reset();

    cloud.loop().runFor(Duration.ofMinutes(30));

    usage.transitions = Math.toIntExact(cloud.cloud().stepFunctions().transitions() - before);
    var counted = usage.minus(new Usage());
    counted.commits.addAll(usage.commits);
    var runs = new ArrayList<>(cloud.runs().reversed());
    runs.removeAll(warmUp);
    assertThat(runs).extracting(run -> cloud.run(run).state()).isEqualTo(states);
    assertThat(runs).allMatch(run -> cloud.run(run).told());
    return counted;
  }

  private static Schedule at(String time) {
    var date = LocalDate.ofInstant(VirtualCloud.START, ZoneOffset.UTC);
    return new Schedule(
        new Schedule.At(date.atTime(LocalTime.parse(time))),
        ZoneOffset.UTC,
        null,
        Schedule.Missed.LAST);
  }

  private static TestJobs job() {
    return TestJobs.job("etl");
  }

  @Test
  void aCleanScheduledRunStaysWithinItsBounds() {
    var usage = oneRun(job().overlap(Overlap.ALLOW));

    assertThat(usage.transitions).isBetween(1, TRANSITIONS_MAX);
    assertThat(usage.invocations).isBetween(1, INVOCATIONS_MAX);
    assertThat(usage.writeUnits)
        .as("write units, of %s", usage.commits)
        .isBetween(1, WRITE_UNITS_MAX);
  }

  @Test
  void thePageSaysWhatIsCounted() throws IOException {
    var skip = oneRun(job().overlap(Overlap.SKIP));
    var queue = oneRun(job().overlap(Overlap.QUEUE));
    var lines =
        List.of(
            oneRun(job().overlap(Overlap.ALLOW)).line("`overlap: allow`: nothing limits it"),
            skip.line("`overlap: skip`, a schedule's default"),
            queue.line("`overlap: queue`"),
            oneRun(job().overlap(Overlap.REPLACE)).line("`overlap: replace`"),
            oneRun(job().overlap(Overlap.ALLOW).concurrency(5))
                .line("`overlap: allow` with `concurrency: 5`"),
            twoRuns(job().overlap(Overlap.SKIP), RunState.SKIPPED)
                .minus(skip)
                .line("a run that is SKIPPED, for one is at work"),
            twoRuns(job().overlap(Overlap.QUEUE), RunState.SUCCEEDED)
                .minus(queue)
                .line("a run that waits for the one before it"));
    lines.forEach(System.out::println);

    assertThat(Files.readAllLines(PAGE))
        .as("what is counted now; write it into docs/benchmarks/orchestration.md, and say why")
        .containsSubsequence(lines);
  }
}

package dev.longshore.cli;

import dev.longshore.forecast.ArrivalRate;
import dev.longshore.forecast.Outlook;
import dev.longshore.forecast.WorkTime;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.schedule.Durations;
import dev.longshore.simulation.forecast.Arrivals;
import dev.longshore.simulation.forecast.Assumption;
import dev.longshore.simulation.forecast.JobPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each job's future is taken to be like: as the command line says, else as its past runs were,
 * else as its file says, else as most jobs are.
 */
final class ForecastInput {

  /** What a job without any of these is taken to work; half its time-out, if that is less. */
  static final Duration WORK_DEFAULT = Duration.ofMinutes(5);

  /** How many messages come to a queue of which nobody says how many. */
  static final ArrivalRate ARRIVALS_DEFAULT = ArrivalRate.parse("100/day");

  private static final String COMMAND_LINE = "command line";
  private static final String JOB_FILE = "job file";
  private static final String DEFAULT = "default";
  private static final Duration DEADLINE_MIN = Duration.ofMinutes(1);
  private static final Duration DEADLINE_MAX = Duration.ofDays(31);

  private final Catalog catalog;
  private final Map<JobName, Outlook> outlooks;
  private final PastRuns past;
  private final Map<JobName, WorkTime> durations;
  private final Map<JobName, Arrivals> arrivals;
  private final Map<JobName, Double> failures;
  private final Map<JobName, Duration> deadlines;
  private final List<Assumption> assumptions = new ArrayList<>();

  ForecastInput(
      ForecastOptions options,
      Catalog catalog,
      Map<JobName, Outlook> outlooks,
      PastRuns past,
      Instant from) {
    this.catalog = catalog;
    this.outlooks = outlooks;
    this.past = past;
    this.durations = byJob("--duration", options.durations, WorkTime::parse);
    this.failures = byJob("--failures", options.failures, ForecastInput::share);
    this.deadlines = byJob("--deadline", options.deadlines, ForecastInput::deadline);
    var files = new ArrivalFiles(from, Duration.ofDays(options.days));
    this.arrivals = byJob("--arrivals", options.arrivals, files::read);
  }

  private <T> Map<JobName, T> byJob(
      String option, List<String> texts, Function<String, T> reading) {
    var values = new HashMap<JobName, T>();
    for (var text : texts) {
      var equals = text.indexOf('=');
      if (equals < 0) {
        throw new BadInput("%s takes JOB=…, not '%s'".formatted(option, text));
      }
      var name = text.substring(0, equals);
      var job =
          catalog.jobs().keySet().stream()
              .filter(one -> one.value().equals(name))
              .findAny()
              .orElseThrow(() -> unknown(option, name));
      try {
        values.put(job, reading.apply(text.substring(equals + 1)));
      } catch (IllegalArgumentException e) {
        throw new BadInput("%s: %s %s".formatted(option, name, e.getMessage()));
      }
    }
    return values;
  }

  private BadInput unknown(String option, String name) {
    return new BadInput(
        "%s: there is no job '%s'; the jobs are %s"
            .formatted(
                option,
                name,
                catalog.jobs().keySet().stream()
                    .map(JobName::value)
                    .collect(Collectors.joining(", "))));
  }

  private static double share(String text) {
    if (text.matches("[01]|0?[.][0-9]{1,9}")) {
      return Double.parseDouble(text);
    }
    throw new IllegalArgumentException("must be a share from 0 to 1, but is '%s'".formatted(text));
  }

  private static Duration deadline(String text) {
    var deadline = Durations.parse(text);
    if (deadline.compareTo(DEADLINE_MIN) < 0 || deadline.compareTo(DEADLINE_MAX) > 0) {
      throw new IllegalArgumentException("must be from 1m to 31d, but is " + text);
    }
    return deadline;
  }

  /** A plan for each job. */
  Map<JobName, JobPlan> plans() {
    var plans = new HashMap<JobName, JobPlan>();
    for (var job : catalog.jobs().values()) {
      plans.put(job.name(), plan(job));
    }
    return plans;
  }

  /** What the plans rest on, in the order of the jobs. */
  List<Assumption> assumptions() {
    return assumptions;
  }

  private JobPlan plan(Job job) {
    var outlook = outlooks.getOrDefault(job.name(), Outlook.NONE);
    return new JobPlan(
        work(job, outlook), failures(job, outlook), arrivals(job, outlook), deadline(job, outlook));
  }

  private WorkTime work(Job job, Outlook outlook) {
    var seen = past.of(job.name());
    if (durations.containsKey(job.name())) {
      return assume(job, "works", durations.get(job.name()), COMMAND_LINE);
    }
    if (seen.isPresent()) {
      return assume(job, "works", seen.get().work(), past.source(seen.get()));
    }
    if (outlook.work() != null) {
      return assume(job, "works", outlook.work(), JOB_FILE);
    }
    var half = job.timeout().dividedBy(2);
    var work = half.compareTo(WORK_DEFAULT) < 0 ? half : WORK_DEFAULT;
    var atLeast = work.compareTo(WorkTime.SHORTEST) < 0 ? WorkTime.SHORTEST : work;
    return assume(job, "works", new WorkTime.Always(atLeast), DEFAULT);
  }

  private double failures(Job job, Outlook outlook) {
    var seen = past.of(job.name());
    if (failures.containsKey(job.name())) {
      return assume(job, "fails", failures.get(job.name()), COMMAND_LINE);
    }
    if (seen.isPresent()) {
      return assume(job, "fails", seen.get().failureRate(), past.source(seen.get()));
    }
    // That none fails of which nothing is said is told once, for all.
    return outlook.failureRate() == null
        ? 0
        : assume(job, "fails", outlook.failureRate(), JOB_FILE);
  }

  private Arrivals arrivals(Job job, Outlook outlook) {
    var what = job.queued() ? "messages" : "started by people";
    if (arrivals.containsKey(job.name())) {
      return assume(job, what, arrivals.get(job.name()), COMMAND_LINE);
    }
    if (outlook.arrivals() != null) {
      return assume(job, what, new Arrivals.AtRate(outlook.arrivals()), JOB_FILE);
    }
    return job.queued()
        ? assume(job, what, new Arrivals.AtRate(ARRIVALS_DEFAULT), DEFAULT)
        : Arrivals.NONE;
  }

  private @Nullable Duration deadline(Job job, Outlook outlook) {
    var given = deadlines.get(job.name());
    if (given != null) {
      assumptions.add(
          new Assumption(job.name().value(), "deadline", Durations.format(given), COMMAND_LINE));
      return given;
    }
    if (outlook.deadline() != null) {
      assumptions.add(
          new Assumption(
              job.name().value(), "deadline", Durations.format(outlook.deadline()), JOB_FILE));
    }
    return outlook.deadline();
  }

  private <T> T assume(Job job, String what, @Nullable T value, String source) {
    var assumed = Objects.requireNonNull(value);
    assumptions.add(new Assumption(job.name().value(), what, assumed.toString(), source));
    return assumed;
  }
}

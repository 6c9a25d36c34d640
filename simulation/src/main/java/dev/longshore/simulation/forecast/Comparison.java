package dev.longshore.simulation.forecast;

import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.CapacityPolicy.Spot;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.run.RunState;
import dev.longshore.simulation.forecast.Finding.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the variants of one job say beside each other. */
final class Comparison {

  private static final long HOUR_SECONDS = 3600;

  /** A saving below this is none. */
  private static final double SAVING_MIN = 0.02;

  private final Forecast forecast;
  private final JobPrediction current;
  private final List<JobPrediction> all;
  private final List<Finding> found = new ArrayList<>();

  private Comparison(Forecast forecast, JobName job) {
    this.forecast = forecast;
    this.current = forecast.current(job);
    this.all =
        forecast.predictions().stream()
            .flatMap(prediction -> prediction.jobs().stream())
            .filter(one -> one.job().name().equals(job))
            .toList();
  }

  static List<Finding> of(Forecast forecast, JobName job) {
    var comparison = new Comparison(forecast, job);
    if (comparison.current.attempts() > 0) {
      comparison.comparePolicies();
      comparison.compareSizes();
    }
    return comparison.found;
  }

  private void add(Weight weight, String text) {
    found.add(new Finding(weight, current.job().name().value(), text));
  }

  /** How the same work is bought; variants of other sizes may take longer or not, who knows. */
  private void comparePolicies() {
    var alike = all.stream().filter(one -> isAsLarge(one.job(), current.job())).toList();
    if (alike.stream().map(one -> one.job().capacity()).distinct().count() < 2) {
      return;
    }
    var best =
        alike.stream()
            .min(
                Comparator.comparingLong(Comparison::shortcomings)
                    .thenComparing(JobPrediction::cost))
            .orElseThrow();
    var dearest = alike.stream().max(Comparator.comparing(JobPrediction::cost)).orElseThrow();
    var isCurrent = best.job().equals(current.job());
    var against = isCurrent ? dearest : current;
    if (isCurrent || saving(best, against) >= SAVING_MIN) {
      add(
          isCurrent ? Weight.NOTE : Weight.CHANCE,
          "%s%s %s%s"
              .formatted(
                  policy(best.job()),
                  isCurrent ? ", as it is," : "",
                  saved(best, against),
                  end(best)));
    } else if (shortcomings(best) < shortcomings(current)) {
      add(
          Weight.CHANCE,
          "%s ends more of its runs well%s".formatted(policy(best.job()), end(best)));
    }
  }

  private static boolean isAsLarge(Job one, Job other) {
    return one.size().equals(other.size()) && one.architecture() == other.architecture();
  }

  /** Runs that a person would miss: those that did not succeed, or not in time. */
  private static long shortcomings(JobPrediction job) {
    var deadlines = job.deadlines();
    return job.runs()
        - job.in(RunState.SUCCEEDED)
        + (deadlines == null || deadlines.isNextFiring() ? 0 : deadlines.missed());
  }

  private static double saving(JobPrediction cheap, JobPrediction dear) {
    return dear.cost().micros() == 0
        ? 0
        : 1 - (double) cheap.cost().micros() / dear.cost().micros();
  }

  private static String saved(JobPrediction best, JobPrediction against) {
    var share = saving(best, against);
    var amounts =
        "%s instead of %s".formatted(Wording.dollars(best.cost()), Wording.dollars(against.cost()));
    return share < SAVING_MIN
        ? "costs as much as any (%s)".formatted(Wording.dollars(best.cost()))
        : "saves %s against %s (%s)"
            .formatted(Wording.percent(share), policy(against.job()), amounts);
  }

  private static String policy(Job job) {
    var spot = job.capacity().spot().name().toLowerCase(Locale.ROOT);
    return job.capacity().spot() == Spot.PREFERRED && job.capacity().onDemandAfter() != 2
        ? "%s (onDemandAfter %d)".formatted(spot, job.capacity().onDemandAfter())
        : spot;
  }

  private static String end(JobPrediction job) {
    var deadlines = job.deadlines();
    if (deadlines == null) {
      return "";
    }
    var what = deadlines.isNextFiring() ? "next firing" : "deadline";
    return deadlines.missed() == 0
        ? " and still ends %s before its %s".formatted(Wording.span(deadlines.leastSlack()), what)
        : ", but %,d of %,d runs end after their %s"
            .formatted(deadlines.missed(), deadlines.runs(), what);
  }

  /** What a second of each size costs; how long the work then takes only its owner knows. */
  private void compareSizes() {
    var told = new ArrayList<Job>();
    for (var one : all) {
      var isTold = told.stream().anyMatch(job -> isAsLarge(job, one.job()));
      if (isAsLarge(one.job(), current.job()) || isTold) {
        continue;
      }
      told.add(one.job());
      var ratio = ratio(one.job());
      ratio.ifPresent(times ->
          add(
              Weight.CHANCE,
              "%s costs %.2f times as much a second; it pays if the work then takes less than %.2f times as long"
                  .formatted(size(one.job()), times, 1 / times)));
    }
  }

  private String size(Job job) {
    var architecture = job.architecture().word();
    return job.architecture() == current.job().architecture()
        ? job.size().toString()
        : job.size().equals(current.job().size()) ? architecture : job.size() + " " + architecture;
  }

  private Optional<Double> ratio(Job other) {
    return hourly(other)
        .flatMap(price -> hourly(current.job()).map(own -> (double) price.micros() / own.micros()));
  }

  private Optional<Money> hourly(Job job) {
    var billing = forecast.setting().billing();
    var capacity = job.capacity().spot() == Spot.NEVER ? Capacity.ON_DEMAND : Capacity.SPOT;
    return billing
        .prices()
        .rate(billing.region(), job.architecture(), capacity)
        .map(rate -> rate.cost(job.size(), job.ephemeralStorage(), HOUR_SECONDS));
  }
}

package dev.longshore.simulation.forecast;

import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.CapacityPolicy.Spot;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.run.RunState;
import dev.longshore.simulation.forecast.Finding.Weight;
import dev.longshore.simulation.forecast.Forecast.Row;
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

  /** A share of runs that end less well which may be chance. */
  private static final double TOLERATED = 0.01;

  private final Forecast forecast;
  private final JobPrediction current;
  private final List<JobPrediction> all;
  private final List<Finding> found = new ArrayList<>();

  private Comparison(Forecast forecast, JobName job) {
    this.forecast = forecast;
    this.current = forecast.current(job);
    this.all = forecast.rows(job).stream().map(Row::job).toList();
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
    var fewest = alike.stream().mapToLong(Comparison::shortcomings).min().orElseThrow();
    var tolerated = fewest + Math.round(TOLERATED * current.runs());
    var byCost = Comparator.comparing(JobPrediction::cost);
    var cheapestOfGood =
        alike.stream().filter(one -> shortcomings(one) <= tolerated).min(byCost).orElseThrow();
    var isGood = shortcomings(current) <= tolerated && saving(cheapestOfGood, current) < SAVING_MIN;
    var best = isGood ? current : cheapestOfGood;
    var cheapest = alike.stream().min(byCost).orElseThrow();
    var dearest = alike.stream().max(byCost).orElseThrow();
    if (best.job().equals(current.job())) {
      keep(best, dearest);
    } else if (saving(best, current) >= SAVING_MIN) {
      add(Weight.CHANCE, saves(best, current) + end(best));
    } else {
      add(
          Weight.NOTE,
          "%s costs %s and has %,d more of %,d runs end well and in time%s"
              .formatted(
                  policy(best.job()),
                  Wording.dollars(best.cost()),
                  shortcomings(current) - shortcomings(best),
                  current.runs(),
                  end(best)));
    }
    if (saving(cheapest, best) >= SAVING_MIN) {
      add(
          Weight.NOTE,
          "%s, but %,d more of %,d runs do not end well and in time"
              .formatted(
                  saves(cheapest, best),
                  shortcomings(cheapest) - shortcomings(best),
                  cheapest.runs()));
    }
  }

  private void keep(JobPrediction best, JobPrediction dearest) {
    var policy = policy(best.job()) + ", as it is, ";
    if (saving(best, dearest) >= SAVING_MIN) {
      add(Weight.NOTE, "%ssaves %s%s".formatted(policy, amount(best, dearest), end(best)));
    } else {
      add(
          Weight.NOTE,
          "%sis right: it costs %s%s".formatted(policy, Wording.dollars(best.cost()), end(best)));
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

  private static String saves(JobPrediction cheap, JobPrediction dear) {
    return "%s saves %s".formatted(policy(cheap.job()), amount(cheap, dear));
  }

  private static String amount(JobPrediction cheap, JobPrediction dear) {
    return "%s against %s (%s instead of %s)"
        .formatted(
            Wording.percent(saving(cheap, dear)),
            policy(dear.job()),
            Wording.dollars(cheap.cost()),
            Wording.dollars(dear.cost()));
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
    if (deadlines.missed() == 0) {
      return " and still ends %s before its %s"
          .formatted(
              Wording.span(deadlines.leastSlack()),
              deadlines.isNextFiring() ? "next firing" : "deadline");
    }
    // That the next firing meets it is told as skipped, or by itself.
    return deadlines.isNextFiring()
        ? ""
        : ", but %,d of %,d runs end after their deadline"
            .formatted(deadlines.missed(), deadlines.runs());
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

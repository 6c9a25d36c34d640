package dev.longshore.simulation.forecast;

import dev.longshore.job.Catalog;
import dev.longshore.job.JobName;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * What becomes of people's jobs, in each variant.
 *
 * @param catalog the jobs as their files say
 * @param predictions one for each variant, in their order
 */
public record Forecast(
    Setting setting, Catalog catalog, List<Assumption> assumptions, List<Prediction> predictions) {

  private static final long LOOK_MILLIS = 100;

  /** About how many runs a variant has, each of which takes time to play. */
  public static long expectedRuns(Setting setting, Variant variant) {
    var runs = 0L;
    for (var job : variant.catalog().jobs().values()) {
      for (var schedule : job.schedules()) {
        runs +=
            schedule
                .firings(setting.from().minusMillis(1), setting.end().minusMillis(1))
                .map(ZonedDateTime::toInstant)
                .limit(Setting.RUNS_MAX + 1)
                .count();
      }
      runs += setting.plan(job.name()).arrivals().expected(Duration.ofDays(setting.days()));
    }
    return runs;
  }

  /**
   * Plays all variants, several at a time; what comes of them depends on the seed alone.
   *
   * @param progress hears now and then how many runs have ended
   */
  public static Forecast of(
      Setting setting,
      Catalog catalog,
      List<Assumption> assumptions,
      List<Variant> variants,
      LongConsumer progress) {
    var ended = new AtomicLong();
    var threads = Math.min(variants.size(), Runtime.getRuntime().availableProcessors());
    var predictions = new ArrayList<Prediction>();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var plays =
          variants.stream()
              .map(variant -> pool.submit(() -> new Play(setting, variant, ended).run()))
              .toList();
      for (var play : plays) {
        predictions.add(await(play, () -> progress.accept(ended.get())));
      }
    }
    return new Forecast(setting, catalog, List.copyOf(assumptions), List.copyOf(predictions));
  }

  private static Prediction await(Future<Prediction> play, Runnable meanwhile) {
    while (true) {
      try {
        return play.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        meanwhile.run();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the simulation itself failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the forecast was interrupted", e);
      }
    }
  }

  /** The variant in which most jobs are as their files say; the first of those. */
  public Prediction reference() {
    var reference = predictions.getFirst();
    for (var prediction : predictions) {
      if (unchanged(prediction) > unchanged(reference)) {
        reference = prediction;
      }
    }
    return reference;
  }

  private long unchanged(Prediction prediction) {
    return prediction.jobs().stream()
        .filter(job -> job.job().equals(catalog.jobs().get(job.job().name())))
        .count();
  }

  /**
   * What becomes of one job in a variant.
   *
   * @param variant what the variant changes of this job
   */
  public record Row(String variant, JobPrediction job) {}

  /** What becomes of a job in each variant that is another one for it. */
  public List<Row> rows(JobName name) {
    var rows = new ArrayList<Row>();
    for (var prediction : predictions) {
      var job = prediction.job(name);
      if (rows.stream().noneMatch(row -> row.job().job().equals(job.job()))) {
        rows.add(new Row(prediction.variant().name(name), job));
      }
    }
    return rows;
  }

  /** What becomes of a job as its file says, or else in the first variant. */
  public JobPrediction current(JobName job) {
    var rows = rows(job);
    return rows.stream()
        .map(Row::job)
        .filter(one -> one.job().equals(catalog.jobs().get(job)))
        .findFirst()
        .orElseGet(() -> rows.getFirst().job());
  }

  /** What it says to do, the worst first. */
  public List<Finding> findings() {
    return Findings.of(this);
  }
}

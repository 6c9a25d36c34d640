package dev.longshore.simulation.forecast.page;

import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.JobPrediction;
import dev.longshore.simulation.forecast.Prediction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A row for each job that ran, or one for each variant of it under its name. */
final class JobRows {

  private JobRows() {}

  /** The rows; a job whose drawing is empty in all variants has none. */
  static String of(
      Forecast forecast,
      Function<JobPrediction, String> drawing,
      Function<JobPrediction, String> value) {
    var bars = new Bars();
    for (var name : forecast.catalog().jobs().keySet()) {
      var ofJob =
          forecast.predictions().stream()
              .filter(prediction -> !drawing.apply(job(prediction, name.value())).isEmpty())
              .toList();
      if (ofJob.isEmpty()) {
        continue;
      }
      if (forecast.predictions().size() > 1) {
        bars.head(name.value());
      }
      var current = forecast.current(name);
      for (var prediction : ofJob) {
        var job = job(prediction, name.value());
        var isOnly = forecast.predictions().size() == 1;
        bars.row(
            isOnly ? name.value() : prediction.variant().name(),
            !isOnly && job.equals(current),
            drawing.apply(job),
            value.apply(job));
      }
    }
    return bars.toString();
  }

  private static JobPrediction job(Prediction prediction, String name) {
    return prediction.jobs().stream()
        .filter(job -> job.job().name().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The most of something among all jobs in all variants; above 0. */
  static double most(Forecast forecast, ToDoubleFunction<JobPrediction> amount) {
    return Math.max(
        Double.MIN_NORMAL,
        forecast.predictions().stream()
            .flatMap(prediction -> prediction.jobs().stream())
            .mapToDouble(amount)
            .max()
            .orElse(0));
  }
}

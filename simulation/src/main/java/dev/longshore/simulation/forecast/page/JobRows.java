package dev.longshore.simulation.forecast.page;

import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.JobPrediction;
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
      var rows =
          forecast.rows(name).stream().filter(row -> !drawing.apply(row.job()).isEmpty()).toList();
      var isOnly = forecast.predictions().size() == 1;
      if (!rows.isEmpty() && !isOnly) {
        bars.head(name.value());
      }
      for (var row : rows) {
        bars.row(
            isOnly ? name.value() : row.variant(),
            !isOnly && row.job().equals(forecast.current(name)),
            drawing.apply(row.job()),
            value.apply(row.job()));
      }
    }
    return bars.toString();
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

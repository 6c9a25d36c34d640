package dev.longshore.simulation.forecast.page;

import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.JobPrediction;
import dev.longshore.simulation.forecast.Wording;
import java.time.Duration;

/** Which share of each job's cost is paid for lost work. */
record WastePlot(Forecast forecast) {

  /** A share that fills the width at least, so that little looks like little. */
  private static final double DRAWN_MIN = 0.2;

  /** The plot; empty if nothing is lost. */
  String html() {
    var most = Math.max(DRAWN_MIN, JobRows.most(forecast, WastePlot::share));
    return JobRows.of(forecast, job -> Bars.part(0, share(job) / most, "waste"), WastePlot::value);
  }

  private static double share(JobPrediction job) {
    return job.cost().micros() == 0 ? 0 : (double) job.waste().micros() / job.cost().micros();
  }

  private static String value(JobPrediction job) {
    return "%s <small>%s, %s</small>"
        .formatted(
            Markup.escape(Wording.percent(job.waste(), job.cost())),
            Wording.dollars(job.waste()),
            Wording.span(Duration.ofSeconds(job.wastedSeconds())));
  }
}

package dev.longshore.simulation.forecast.page;

import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.JobPrediction;
import dev.longshore.simulation.forecast.Wording;

/** What each job costs in each variant, and how much of that is lost. */
record CostPlot(Forecast forecast) {

  String html() {
    var most = JobRows.most(forecast, job -> job.cost().micros());
    var bars =
        JobRows.of(
            forecast,
            job -> {
              var useful = (job.cost().micros() - job.waste().micros()) / most;
              var all = job.cost().micros() / most;
              return Bars.part(0, useful, "work") + Bars.part(useful, all, "waste");
            },
            CostPlot::value);
    return """
    <p class="key"><span><i style="background:var(--work)"></i>work that was done</span>\
    <span><i style="background:var(--waste)"></i>work that was lost to interruptions and failures</span></p>
    """
        + bars;
  }

  private static String value(JobPrediction job) {
    var saved =
        job.saved().micros() > 0
            ? " <small>Spot saved %s</small>"
                .formatted(Wording.percent(job.saved(), job.onDemandCost()))
            : "";
    return Markup.escape(Wording.dollars(job.cost())) + saved;
  }
}

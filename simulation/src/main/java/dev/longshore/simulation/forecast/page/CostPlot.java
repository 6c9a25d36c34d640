package dev.longshore.simulation.forecast.page;

import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.JobPrediction;
import dev.longshore.simulation.forecast.Prediction;
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
    var current =
        forecast.predictions().size() == 1
            ? ""
            : "<span><b>bold</b> is as the job's file says</span>";
    return """
    <p class="key"><span><i style="background:var(--work)"></i>work that was done</span>\
    <span><i style="background:var(--waste)"></i>work that was lost to interruptions and failures</span>%s</p>
    """
            .formatted(current)
        + bars;
  }

  /** What all jobs and their orchestration cost in each variant; empty if there is one alone. */
  String together() {
    if (forecast.predictions().size() == 1) {
      return "";
    }
    var most = forecast.predictions().stream().mapToDouble(CostPlot::all).max().orElse(0);
    var bars = new Bars();
    for (var prediction : forecast.predictions()) {
      var tasks = prediction.cost().micros() / most;
      var useful = tasks - prediction.waste().micros() / most;
      bars.row(
          prediction.variant().name(),
          prediction.variant().catalog().equals(forecast.catalog()),
          Bars.part(0, useful, "work")
              + Bars.part(useful, tasks, "waste")
              + Bars.part(tasks, all(prediction) / most, "muted"),
          Markup.escape(
              Wording.dollars(prediction.cost().plus(prediction.orchestration().total()))));
    }
    return """
    <p class="key"><span><i style="background:var(--work)"></i>work that was done</span>\
    <span><i style="background:var(--waste)"></i>work that was lost</span>\
    <span><i style="background:var(--muted)"></i>orchestration</span></p>
    """
        + bars;
  }

  private static double all(Prediction prediction) {
    return Math.max(1, prediction.cost().plus(prediction.orchestration().total()).micros());
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

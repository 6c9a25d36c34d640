package dev.longshore.simulation.forecast.page;

import dev.longshore.simulation.forecast.Deadlines;
import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.JobPrediction;
import dev.longshore.simulation.forecast.Wording;
import java.util.Objects;

/** How far each job comes towards its deadline. */
record DeadlinePlot(Forecast forecast) {

  /** Up to where late runs are drawn, in times of the deadline. */
  private static final double DRAWN_MAX = 3;

  private static final double ROOM = 1.05;

  /** The plot; empty if no job has a deadline. */
  String html() {
    var most = Math.clamp(JobRows.most(forecast, DeadlinePlot::max), 1, DRAWN_MAX) * ROOM;
    var rows = JobRows.of(forecast, job -> drawing(job, most), DeadlinePlot::value);
    return rows.isEmpty()
        ? ""
        : """
        <p class="key"><span><i style="background:var(--work)"></i>19 of 20 runs have ended</span>\
        <span><i class="thin" style="background:var(--ink)"></i>half have</span>\
        <span><i style="background:var(--waste)"></i>the last one</span>\
        <span><i class="thin" style="background:var(--bound)"></i>deadline, or the schedule's next firing</span></p>
        """
            + rows;
  }

  private static double max(JobPrediction job) {
    return job.deadlines() == null ? 0 : job.deadlines().max();
  }

  private static String drawing(JobPrediction job, double most) {
    var deadlines = job.deadlines();
    if (deadlines == null) {
      return "";
    }
    return Bars.part(0, share(deadlines.p95(), most), "work")
        + Bars.thin(share(deadlines.p95(), most), share(deadlines.max(), most), "waste")
        + Bars.mark(share(deadlines.median(), most), "ink")
        + Bars.mark(1 / most, "bound");
  }

  private static double share(double times, double most) {
    return Math.min(times / most, 1);
  }

  private static String value(JobPrediction job) {
    Deadlines deadlines = Objects.requireNonNull(job.deadlines());
    var slack = Wording.span(deadlines.leastSlack());
    return deadlines.missed() == 0
        ? "%s left".formatted(slack)
        : "%,d of %,d late <small>by up to %s</small>"
            .formatted(deadlines.missed(), deadlines.runs(), slack);
  }
}

package dev.longshore.simulation.forecast.page;

import dev.longshore.job.Capacity;
import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.Prediction;
import dev.longshore.simulation.forecast.Setting;
import dev.longshore.simulation.forecast.VcpuUse;
import dev.longshore.simulation.forecast.Wording;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The vCPUs in use over time, beside the default quota of an account. */
record VcpuPlot(Forecast forecast) {

  private static final double HEIGHT = 100;
  private static final double ROOM = 1.1;
  private static final double CPU_UNITS = VcpuUse.CPU_UNITS;

  String html() {
    var html = new StringBuilder();
    for (var capacity : Capacity.values()) {
      for (var prediction : forecast.predictions()) {
        if (prediction.vcpus(capacity).peak() > 0) {
          html.append(plot(prediction, capacity));
        }
      }
    }
    return html.toString();
  }

  private String plot(Prediction prediction, Capacity capacity) {
    var use = prediction.vcpus(capacity);
    var most = Math.max(VcpuUse.QUOTA_DEFAULT, use.peakVcpus()) * ROOM;
    var isSpot = capacity == Capacity.SPOT;
    return """
    <h3>%s, %s at the most%s</h3>
    <div class="plot"><div class="up">%s%s</div><svg viewBox="0 0 %d 100" preserveAspectRatio="none" role="img" aria-label="at most %s vCPUs"><path d="%s" fill="var(--%s)"/><line x1="0" x2="%d" y1="%s" y2="%s" stroke="var(--bound)" stroke-width="1.5" stroke-dasharray="6 4" vector-effect="non-scaling-stroke"/></svg><div class="along">%s</div></div>
    """
        .formatted(
            isSpot ? "Spot" : "On demand",
            Wording.vcpus(use.peakVcpus()),
            forecast.predictions().size() == 1
                ? ""
                : " <small>%s</small>".formatted(Markup.escape(prediction.variant().name())),
            label(VcpuUse.QUOTA_DEFAULT, most, "quota " + VcpuUse.QUOTA_DEFAULT, "bound"),
            peak(use, most),
            use.steps().size(),
            Wording.vcpus(use.peakVcpus()),
            path(use, most),
            isSpot ? "spot" : "demand",
            use.steps().size(),
            y(VcpuUse.QUOTA_DEFAULT, most),
            y(VcpuUse.QUOTA_DEFAULT, most),
            dates(forecast.setting()));
  }

  /** The peak's label, unless the quota's is where it would be. */
  private static String peak(VcpuUse use, double most) {
    var isApart = Math.abs(use.peakVcpus() - VcpuUse.QUOTA_DEFAULT) > most / 8;
    return isApart ? label(use.peakVcpus(), most, Wording.vcpus(use.peakVcpus()), "") : "";
  }

  private static String label(double vcpus, double most, String text, String type) {
    return "<span class=\"%s\" style=\"top:%s%%\">%s</span>".formatted(type, y(vcpus, most), text);
  }

  private static String y(double vcpus, double most) {
    return Markup.number(HEIGHT - HEIGHT * vcpus / most);
  }

  /** Steps, each as high as the most that was in use within it. */
  private static String path(VcpuUse use, double most) {
    var path = new StringBuilder("M0 100");
    var last = 0;
    for (var i = 0; i < use.steps().size(); i++) {
      var units = use.steps().get(i);
      if (units != last) {
        path.append("H").append(i).append("V").append(y(units / CPU_UNITS, most));
        last = units;
      }
    }
    return path.append("H").append(use.steps().size()).append("V100Z").toString();
  }

  /** Some days along the time, evenly apart. */
  private static String dates(Setting setting) {
    var pieces = Math.min(setting.days(), 5);
    var dates = new StringBuilder();
    for (var i = 0; i <= pieces; i++) {
      var at =
          setting.from().plus(Duration.ofDays(setting.days()).multipliedBy(i).dividedBy(pieces));
      dates
          .append("<span>")
          .append(LocalDate.ofInstant(at, ZoneOffset.UTC).toString().substring(5))
          .append("</span>");
    }
    return dates.toString();
  }
}

package dev.longshore.simulation.forecast.page;

import dev.longshore.job.Capacity;
import dev.longshore.simulation.forecast.Finding;
import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.JobPrediction;
import dev.longshore.simulation.forecast.VcpuUse;
import dev.longshore.simulation.forecast.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The page: what to change first, then why. */
public final class ForecastPage {

  private static final String STYLE = "forecast.css";

  private final Forecast forecast;
  private final StringBuilder body = new StringBuilder();

  private ForecastPage(Forecast forecast) {
    this.forecast = forecast;
  }

  /** The page of a forecast, as HTML. */
  public static String of(Forecast forecast) {
    return new ForecastPage(forecast).html();
  }

  private String html() {
    head();
    findings();
    section("All together", new CostPlot(forecast).together());
    section("Cost by job", new CostPlot(forecast).html());
    section("Time up to the deadline", new DeadlinePlot(forecast).html());
    section("Work that was lost, as a share of its job's cost", new WastePlot(forecast).html());
    section("vCPUs in use", new VcpuPlot(forecast).html());
    section(
        "Orchestration, " + forecast.reference().variant().name(),
        new Tables(forecast).orchestration());
    section("All numbers", new Tables(forecast).jobs());
    section("What this rests on", new Tables(forecast).assumptions());
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(title(), style(), body);
  }

  private String title() {
    var setting = forecast.setting();
    return "Longshore forecast: %d days from %s"
        .formatted(setting.days(), Wording.minute(setting.from()).substring(0, 10));
  }

  private static String style() {
    try (var file = ForecastPage.class.getResourceAsStream(STYLE)) {
      if (file == null) {
        throw new IllegalStateException(STYLE + " is not in this build");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void section(String title, String content) {
    if (!content.isEmpty()) {
      body.append("<h2>").append(Markup.escape(title)).append("</h2>\n").append(content);
    }
  }

  private void head() {
    var reference = forecast.reference();
    var own = reference.orchestration().total();
    var missed = reference.jobs().stream().mapToLong(JobPrediction::missed).sum();
    body.append("<h1>").append(title()).append("</h1>\n");
    body.append(
        "<p class=\"muted\">%,d runs of %d jobs, %s; seed %d</p>\n<div class=\"tiles\">\n"
            .formatted(
                reference.runs(),
                forecast.catalog().jobs().size(),
                Markup.escape(reference.variant().name()),
                forecast.setting().seed()));
    tile(
        Wording.dollars(reference.cost().plus(own)),
        "tasks %s, orchestration %s"
            .formatted(Wording.dollars(reference.cost()), Wording.dollars(own)),
        false);
    tile(
        Wording.percent(reference.waste(), reference.cost()),
        "of the tasks' cost is lost work (%s)".formatted(Wording.dollars(reference.waste())),
        reference.waste().micros() * 10 > reference.cost().micros());
    tile(
        "%,d".formatted(missed),
        missed == 1 ? "trigger led to no run" : "triggers led to no run",
        missed > 0);
    for (var capacity : Capacity.values()) {
      var use = reference.vcpus(capacity);
      tile(
          Wording.vcpus(use.peakVcpus()),
          "vCPUs %s at the peak, of a default quota of %d"
              .formatted(
                  capacity == Capacity.SPOT ? "on Spot" : "on demand", VcpuUse.QUOTA_DEFAULT),
          use.isAboveQuota());
    }
    body.append("</div>\n");
  }

  private void tile(String number, String words, boolean isBad) {
    body.append(
        "<div class=\"tile%s\"><b>%s</b><small>%s</small></div>\n"
            .formatted(isBad ? " bad" : "", Markup.escape(number), Markup.escape(words)));
  }

  private void findings() {
    var findings = forecast.findings();
    if (findings.isEmpty()) {
      section("What to change", "<p>Nothing that the forecast could see.</p>\n");
      return;
    }
    var list = new StringBuilder("<ul class=\"findings\">\n");
    for (var finding : findings) {
      var job = finding.job();
      list.append(
          "<li class=\"%s\"><em>%s</em>%s%s</li>\n"
              .formatted(
                  finding.weight().name().toLowerCase(Locale.ROOT),
                  word(finding.weight()),
                  job == null ? "" : "<b>%s</b>: ".formatted(Markup.escape(job)),
                  Markup.code(finding.text())));
    }
    section("What to change", list.append("</ul>\n").toString());
  }

  private static String word(Finding.Weight weight) {
    return switch (weight) {
      case PROBLEM -> "problem";
      case CHANCE -> "could be better";
      case NOTE -> "good to know";
    };
  }
}

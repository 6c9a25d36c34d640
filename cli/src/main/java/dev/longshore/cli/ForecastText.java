package dev.longshore.cli;

import dev.longshore.cli.text.Paragraph;
import dev.longshore.cli.text.Table;
import dev.longshore.job.Capacity;
import dev.longshore.run.RunState;
import dev.longshore.simulation.forecast.Deadlines;
import dev.longshore.simulation.forecast.Finding;
import dev.longshore.simulation.forecast.Forecast;
import dev.longshore.simulation.forecast.Forecast.Row;
import dev.longshore.simulation.forecast.JobPrediction;
import dev.longshore.simulation.forecast.Prediction;
import dev.longshore.simulation.forecast.Spread;
import dev.longshore.simulation.forecast.VcpuUse;
import dev.longshore.simulation.forecast.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A forecast for people at a terminal.
 *
 * @param tableColumns how wide its tables may be
 * @param columns how wide its sentences may be
 */
record ForecastText(Forecast forecast, int tableColumns, int columns) {

  private static final String NOTHING = "-";
  private static final int INDENT = 2;

  List<String> lines() {
    var lines = new ArrayList<String>();
    var setting = forecast.setting();
    lines.add(
        "%d days from %s, seed %d"
            .formatted(
                setting.days(), Wording.minute(setting.from()).substring(0, 10), setting.seed()));
    lines.add("");
    lines.addAll(jobs());
    lines.add("");
    lines.addAll(totals());
    lines.add("");
    for (var finding : forecast.findings()) {
      lines.addAll(paragraph(finding));
    }
    lines.add("");
    lines.addAll(assumptions());
    return lines;
  }

  private boolean isComparison() {
    return forecast.predictions().size() > 1;
  }

  private List<String> jobs() {
    var heads = new ArrayList<>(List.of("JOB"));
    if (isComparison()) {
      heads.add(variantHead());
    }
    heads.addAll(
        List.of("RUNS", "COST", "SPOT SAVED", "WASTE", "STARTS", "DEADLINE", "DID NOT SUCCEED"));
    var table = new Table(heads.toArray(String[]::new));
    var first = heads.indexOf("SPOT SAVED");
    table.mayDrop(first, first + 2, first + 1);
    for (var name : forecast.catalog().jobs().keySet()) {
      if (forecast.current(name).runs() > 0) { // a finding names the others
        forecast.rows(name).forEach(row -> add(table, row));
      }
    }
    return table.lines(tableColumns);
  }

  private void add(Table table, Row row) {
    var job = row.job();
    var cells = new ArrayList<>(List.of(job.job().name().value()));
    if (isComparison()) {
      cells.add(variant(row.variant()));
    }
    cells.add("%,d".formatted(job.runs()));
    cells.add(Wording.dollars(job.cost()));
    cells.add(Wording.percent(job.saved(), job.onDemandCost()));
    cells.add(Wording.percent(job.waste(), job.cost()));
    cells.add(delay(job.startDelay()));
    cells.add(deadline(job.deadlines()));
    cells.add(ends(job));
    table.add(cells.toArray(String[]::new));
  }

  /** The value alone, where the table's head has the key. */
  private String variant(String name) {
    return keys().size() == 1 ? name.substring(name.indexOf('=') + 1) : name;
  }

  private Set<String> keys() {
    return forecast.predictions().getFirst().variant().changes().keySet();
  }

  private String variantHead() {
    if (keys().size() != 1) {
      return "VARIANT";
    }
    var key = keys().iterator().next();
    return key.substring(key.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
  }

  private static String delay(@Nullable Spread delay) {
    return delay == null ? NOTHING : Wording.brief(delay.p95());
  }

  private static String deadline(@Nullable Deadlines deadlines) {
    if (deadlines == null) {
      return NOTHING;
    }
    return deadlines.missed() == 0
        ? Wording.brief(deadlines.leastSlack()) + " left"
        : "%,d late".formatted(deadlines.missed());
  }

  private static String ends(JobPrediction job) {
    var ends = new ArrayList<String>();
    for (var state : RunState.values()) {
      if (job.in(state) > 0 && state != RunState.SUCCEEDED) {
        ends.add("%,d %s".formatted(job.in(state), state));
      }
    }
    if (job.unfinished() > 0) {
      ends.add("%,d open".formatted(job.unfinished()));
    }
    return ends.isEmpty() ? NOTHING : String.join(", ", ends);
  }

  private List<String> totals() {
    var table =
        new Table(
            variantHead(),
            "TASKS",
            "ORCHESTRATION",
            "TOGETHER",
            "ON DEMAND vCPU",
            "SPOT vCPU",
            "OF");
    table.mayDrop(6, 2);
    for (var prediction : forecast.predictions()) {
      var own = prediction.orchestration().total();
      table.add(
          variant(prediction.variant().name()),
          Wording.dollars(prediction.cost()),
          Wording.dollars(own),
          Wording.dollars(prediction.cost().plus(own)),
          peak(prediction, Capacity.ON_DEMAND),
          peak(prediction, Capacity.SPOT),
          "quota %d".formatted(VcpuUse.QUOTA_DEFAULT));
    }
    return table.lines(tableColumns);
  }

  private static String peak(Prediction prediction, Capacity capacity) {
    return Wording.vcpus(prediction.vcpus(capacity).peakVcpus());
  }

  private List<String> paragraph(Finding finding) {
    var mark =
        switch (finding.weight()) {
          case PROBLEM -> "! ";
          case CHANCE -> "+ ";
          case NOTE -> "  ";
        };
    var text = finding.job() == null ? finding.text() : finding.job() + ": " + finding.text();
    var lines = new ArrayList<String>();
    for (var line : Paragraph.lines(text, columns - INDENT)) {
      lines.add((lines.isEmpty() ? mark : " ".repeat(INDENT)) + line);
    }
    return lines;
  }

  private List<String> assumptions() {
    var table = new Table("ASSUMED OF", "THAT IT", "", "FROM");
    for (var assumption : forecast.assumptions()) {
      table.add(
          Objects.requireNonNullElse(assumption.job(), "all"),
          assumption.what(),
          assumption.value(),
          assumption.source());
    }
    return table.lines(tableColumns);
  }
}

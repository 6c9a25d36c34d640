package dev.longshore.simulation.forecast;

import dev.longshore.job.Capacity;
import dev.longshore.run.RunState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as one JSON document. Its fields are a promise: none is renamed or left out, unknown
 * values are null; amounts are US dollars as text with six places, times are seconds, instants
 * ISO-8601 in UTC, rates shares of 1.
 */
public final class ForecastJson {

  private static final double MILLIS = 1000;

  private ForecastJson() {}

  /** The document's fields, in order. */
  public static Map<String, @Nullable Object> of(Forecast forecast) {
    var setting = forecast.setting();
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("from", setting.from().toString());
    fields.put("days", setting.days());
    fields.put("seed", setting.seed());
    fields.put("region", setting.billing().region());
    fields.put("interruptionsPerTaskHour", setting.interruptions());
    fields.put("droughtsPerDay", setting.droughts());
    fields.put("fargatePricesOf", setting.billing().prices().date().toString());
    fields.put("orchestrationPricesOf", setting.orchestration().date().toString());
    fields.put("vcpuQuota", VcpuUse.QUOTA_DEFAULT);
    fields.put(
        "assumptions", forecast.assumptions().stream().map(ForecastJson::assumption).toList());
    fields.put("variants", forecast.predictions().stream().map(ForecastJson::prediction).toList());
    fields.put("findings", forecast.findings().stream().map(ForecastJson::finding).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> assumption(Assumption assumption) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("job", assumption.job());
    fields.put("what", assumption.what());
    fields.put("value", assumption.value());
    fields.put("source", assumption.source());
    return fields;
  }

  private static Map<String, @Nullable Object> finding(Finding finding) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("weight", finding.weight().name().toLowerCase(Locale.ROOT));
    fields.put("job", finding.job());
    fields.put("text", finding.text());
    return fields;
  }

  private static Map<String, @Nullable Object> prediction(Prediction prediction) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("name", prediction.variant().name());
    fields.put("changes", prediction.variant().changes());
    fields.put("runs", prediction.runs());
    fields.put("cost", prediction.cost().toString());
    fields.put("onDemandCost", prediction.onDemandCost().toString());
    fields.put("waste", prediction.waste().toString());
    fields.put("jobs", prediction.jobs().stream().map(ForecastJson::job).toList());
    fields.put("orchestration", orchestration(prediction.orchestration()));
    var vcpus = new LinkedHashMap<String, @Nullable Object>();
    for (var capacity : Capacity.values()) {
      vcpus.put(capacity.name(), vcpus(prediction.vcpus(capacity)));
    }
    fields.put("vcpus", vcpus);
    return fields;
  }

  private static Map<String, @Nullable Object> job(JobPrediction job) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("job", job.job().name().value());
    fields.put("spot", job.job().capacity().spot().name().toLowerCase(Locale.ROOT));
    fields.put("cpu", job.job().size().cpu());
    fields.put("memory", job.job().size().memory());
    fields.put("architecture", job.job().architecture().word());
    fields.put("runs", job.runs());
    fields.put("outcomes", outcomes(job));
    fields.put("unfinished", job.unfinished());
    fields.put("missedStarts", job.missed());
    fields.put("attempts", job.attempts());
    fields.put("interruptions", job.interruptions());
    fields.put("launchFailures", job.launchFailures());
    fields.put("cost", job.cost().toString());
    fields.put("onDemandCost", job.onDemandCost().toString());
    fields.put("spotSaved", job.saved().toString());
    fields.put("waste", job.waste().toString());
    fields.put("billedSeconds", job.billedSeconds());
    fields.put("wastedSeconds", job.wastedSeconds());
    fields.put("startDelay", spread(job.startDelay()));
    fields.put("deadline", deadlines(job.deadlines()));
    return fields;
  }

  private static Map<String, Object> outcomes(JobPrediction job) {
    var outcomes = new LinkedHashMap<String, Object>();
    for (var state : RunState.values()) {
      if (state.isFinal()) {
        outcomes.put(state.name(), job.in(state));
      }
    }
    return outcomes;
  }

  private static @Nullable Map<String, @Nullable Object> spread(@Nullable Spread spread) {
    if (spread == null) {
      return null;
    }
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("median", seconds(spread.median()));
    fields.put("p95", seconds(spread.p95()));
    fields.put("max", seconds(spread.max()));
    return fields;
  }

  private static @Nullable Map<String, @Nullable Object> deadlines(@Nullable Deadlines deadlines) {
    if (deadlines == null) {
      return null;
    }
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("isNextFiring", deadlines.isNextFiring());
    fields.put("runs", deadlines.runs());
    fields.put("missed", deadlines.missed());
    fields.put("medianShare", deadlines.median());
    fields.put("p95Share", deadlines.p95());
    fields.put("maxShare", deadlines.max());
    fields.put("leastSlack", seconds(deadlines.leastSlack()));
    return fields;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MILLIS;
  }

  private static Map<String, @Nullable Object> orchestration(OrchestrationBill bill) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("cost", bill.total().toString());
    fields.put(
        "lines",
        bill.lines().stream()
            .map(line -> {
              var one = new LinkedHashMap<String, @Nullable Object>();
              one.put("service", line.charge().service());
              one.put("unit", line.charge().unit());
              one.put("units", line.units().doubleValue());
              one.put("cost", line.cost().toString());
              return one;
            })
            .toList());
    return fields;
  }

  private static Map<String, @Nullable Object> vcpus(VcpuUse use) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("peak", use.peakVcpus());
    fields.put("peakAt", use.peakAt().toString());
    fields.put("stepSeconds", use.step().toSeconds());
    fields.put(
        "steps", use.steps().stream().map(units -> (double) units / VcpuUse.CPU_UNITS).toList());
    return fields;
  }
}

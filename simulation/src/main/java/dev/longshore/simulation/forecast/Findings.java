package dev.longshore.simulation.forecast;

import dev.longshore.job.Capacity;
import dev.longshore.job.JobName;
import dev.longshore.simulation.forecast.Finding.Weight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a forecast says to do, the worst first. */
final class Findings {

  private static final double ORCHESTRATION_SHARE = 0.2;

  private final Forecast forecast;
  private final List<Finding> found = new ArrayList<>();

  private Findings(Forecast forecast) {
    this.forecast = forecast;
  }

  static List<Finding> of(Forecast forecast) {
    return new Findings(forecast).all();
  }

  private List<Finding> all() {
    for (var job : forecast.catalog().jobs().keySet()) {
      found.addAll(JobFindings.of(forecast.current(job)));
      found.addAll(Comparison.of(forecast, job));
    }
    for (var capacity : Capacity.values()) {
      checkQuota(capacity);
    }
    checkOrchestration();
    nameWhatNothingStarts();
    found.sort(Comparator.comparing(Finding::weight)); // stable: else as they were found
    return List.copyOf(found);
  }

  private void checkQuota(Capacity capacity) {
    var use = forecast.reference().vcpus(capacity);
    if (use.isAboveQuota()) {
      found.add(
          new Finding(
              Weight.PROBLEM,
              null,
              ("up to %s vCPUs %s are wanted at once (%s), and the default quota is %d: ask AWS for"
                      + " more (%s), or give jobs a lower `concurrency`")
                  .formatted(
                      Wording.vcpus(use.peakVcpus()),
                      capacity == Capacity.SPOT ? "on Spot" : "on demand",
                      Wording.minute(use.peakAt()),
                      VcpuUse.QUOTA_DEFAULT,
                      capacity == Capacity.SPOT ? "L-36FBB829" : "L-3032A538")));
    }
  }

  private void checkOrchestration() {
    var reference = forecast.reference();
    var own = reference.orchestration().total();
    var all = own.plus(reference.cost());
    if (own.micros() > ORCHESTRATION_SHARE * all.micros()) {
      var most =
          reference.orchestration().lines().stream()
              .max(Comparator.comparing(OrchestrationBill.Line::cost))
              .orElseThrow();
      found.add(
          new Finding(
              Weight.NOTE,
              null,
              "orchestration is %s of all (%s of %s), most of it %s of %s; fewer, longer runs cost less of it"
                  .formatted(
                      Wording.percent(own, all),
                      Wording.dollars(own),
                      Wording.dollars(all),
                      most.charge().unit(),
                      most.charge().service())));
    }
  }

  private void nameWhatNothingStarts() {
    var idle =
        forecast.catalog().jobs().keySet().stream()
            .filter(job -> forecast.current(job).runs() == 0)
            .map(JobName::value)
            .toList();
    if (!idle.isEmpty()) {
      found.add(
          new Finding(
              Weight.NOTE,
              null,
              "nothing starts %s in these days by itself; `--arrivals %s=5/day` says how often a person or a message does"
                  .formatted(idle.stream().collect(Collectors.joining(", ")), idle.getFirst())));
    }
  }
}

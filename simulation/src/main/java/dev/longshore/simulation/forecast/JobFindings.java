package dev.longshore.simulation.forecast;

import dev.longshore.cost.Money;
import dev.longshore.job.Overlap;
import dev.longshore.run.RunState;
import dev.longshore.schedule.Durations;
import dev.longshore.simulation.forecast.Finding.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the prediction of one job says to do. */
final class JobFindings {

  private static final double WASTE_SHARE = 0.1;
  private static final double SHORT_SHARE = 0.5;

  /** Below this, waste is no matter. */
  private static final Money WASTE_MIN = new Money(10_000);

  private static final Duration START_MAX = Duration.ofMinutes(10);

  private final JobPrediction job;
  private final List<Finding> found = new ArrayList<>();

  private JobFindings(JobPrediction job) {
    this.job = job;
  }

  static List<Finding> of(JobPrediction job) {
    var findings = new JobFindings(job);
    findings.checkEnds();
    findings.checkMissed();
    findings.checkDeadline();
    findings.checkDelay();
    findings.checkWaste();
    findings.checkMinimum();
    return findings.found;
  }

  private void add(Weight weight, String text) {
    found.add(new Finding(weight, job.job().name().value(), text));
  }

  private String ofRuns(long count) {
    return "%,d of %,d runs".formatted(count, job.runs());
  }

  private void checkEnds() {
    var failed = job.in(RunState.FAILED);
    if (failed > 0) {
      add(
          Weight.PROBLEM,
          "fails in "
              + ofRuns(failed)
              + (job.job().retry().attempts() == 1
                  ? "; `retry: { attempts: 2 }` would try each again"
                  : ""));
    }
    var timedOut = job.in(RunState.TIMED_OUT);
    if (timedOut > 0) {
      add(
          Weight.PROBLEM,
          "its time-out of %s stops %s"
              .formatted(Durations.format(job.job().timeout()), ofRuns(timedOut)));
    }
    if (job.unfinished() > 0) {
      add(
          Weight.PROBLEM,
          "more comes than is done: %d days after the last trigger %s have not ended"
              .formatted(Play.PATIENCE.toDays(), ofRuns(job.unfinished())));
    }
  }

  private void checkMissed() {
    if (job.in(RunState.REJECTED) > 0) {
      add(
          Weight.PROBLEM,
          "REJECTED in %s: %s".formatted(ofRuns(job.in(RunState.REJECTED)), job.rejection()));
    }
    if (job.in(RunState.SKIPPED) > 0) {
      var replaces = job.job().overlap() == Overlap.REPLACE;
      add(
          Weight.PROBLEM,
          "SKIPPED in "
              + ofRuns(job.in(RunState.SKIPPED))
              + (replaces
                  ? ", for a newer run takes the place"
                  : ", for the run before still runs: fire less often, or `overlap: queue` has them"
                      + " wait"));
    }
  }

  private void checkDeadline() {
    var deadlines = job.deadlines();
    if (deadlines == null || deadlines.missed() == 0) {
      return;
    }
    // That a firing meets the run before is told as skipped, where it is skipped.
    if (!deadlines.isNextFiring()) {
      add(
          Weight.PROBLEM,
          "%,d of %,d runs end after the deadline, the last by %s"
              .formatted(
                  deadlines.missed(), deadlines.runs(), Wording.span(deadlines.leastSlack())));
    } else if (job.in(RunState.SKIPPED) == 0) {
      add(
          Weight.CHANCE,
          "%,d of %,d runs are still running when the next one fires"
              .formatted(deadlines.missed(), deadlines.runs()));
    }
  }

  private void checkDelay() {
    var delay = job.startDelay();
    if (delay != null && delay.p95().compareTo(START_MAX) > 0) {
      var limit = job.job().concurrency();
      add(
          Weight.CHANCE,
          "one run in twenty waits %s or more before it starts%s"
              .formatted(
                  Wording.span(delay.p95()),
                  limit == null ? "" : "; `concurrency: %d` holds them back".formatted(limit)));
    }
  }

  private void checkWaste() {
    if (job.waste().compareTo(WASTE_MIN) < 0
        || job.waste().micros() < WASTE_SHARE * job.cost().micros()) {
      return;
    }
    var advice =
        job.interruptions() == 0
            ? ""
            : "; `LONGSHORE_CHECKPOINT` keeps work, `capacity: { onDemandAfter: 1 }` loses less";
    add(
        Weight.CHANCE,
        "%s of its cost (%s) is paid for work that is lost, %,d interruptions among it%s"
            .formatted(
                Wording.percent(job.waste(), job.cost()),
                Wording.dollars(job.waste()),
                job.interruptions(),
                advice));
  }

  private void checkMinimum() {
    if (job.minimumBilled() > SHORT_SHARE * job.attempts()) {
      add(
          Weight.CHANCE,
          "%,d of %,d tasks need less than the minute that is billed at least: more work a task costs no more"
              .formatted(job.minimumBilled(), job.attempts()));
    }
  }
}

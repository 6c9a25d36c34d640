package dev.longshore.cli.check;

import dev.longshore.admission.SlotClaim;
import dev.longshore.cost.Money;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.Template;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import dev.longshore.run.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A run that is opened to see whether a stack carries it out. */
public final class TrialRun {

  private static final Comparator<Job> SMALLEST_FIRST =
      Comparator.comparingInt((Job job) -> job.size().cpu())
          .thenComparingInt(job -> job.size().memory())
          .thenComparing(job -> job.name().value());

  private TrialRun() {}

  /**
   * The job to try: the smallest of those that a person can run without saying more, and whose runs
   * take no place from others.
   */
  public static Optional<Job> job(Catalog jobs) {
    return jobs.jobs().values().stream()
        .filter(TrialRun::needsNoParameters)
        .filter(TrialRun::takesNoPlace)
        .min(SMALLEST_FIRST);
  }

  private static boolean needsNoParameters(Job job) {
    var templates =
        Stream.concat(job.command().stream(), job.environment().values().stream())
            .flatMap(text -> Template.parse(text).parameters().stream());
    return job.parameters().values().stream().noneMatch(parameter -> parameter.required())
        && templates.allMatch(name -> {
          var parameter = job.parameters().get(name);
          return parameter != null && parameter.defaultValue() != null;
        });
  }

  private static boolean takesNoPlace(Job job) {
    return SlotClaim.of(job, Trigger.person("trial", Instant.EPOCH)).isEmpty();
  }

  /** What is not as it should be with a run that has ended, or was waited for in vain. */
  public static List<String> findings(Run run) {
    var findings = new ArrayList<String>();
    if (!run.isFinal()) {
      findings.add("it is still " + run.state());
      return findings;
    }
    if (run.state() != RunState.SUCCEEDED) {
      var reason = RunRecord.reason(run);
      findings.add("it is " + run.state() + (reason == null ? "" : ": " + reason));
    }
    if (run.member().past().isEmpty()) {
      findings.add("it had no attempt");
    } else if (RunRecord.cost(run) == null) {
      findings.add("what it cost is not known: there are no prices of this region");
    } else if (Money.ZERO.equals(RunRecord.cost(run))) {
      findings.add("it cost nothing, so its task never pulled its image");
    }
    if (run.state() == RunState.SUCCEEDED && RunRecord.startedAt(run) == null) {
      findings.add("nobody saw its task RUNNING: events of ECS do not arrive");
    }
    if (!run.told()) {
      findings.add("its end was not told: its state machine has not heard of it");
    }
    return findings;
  }
}

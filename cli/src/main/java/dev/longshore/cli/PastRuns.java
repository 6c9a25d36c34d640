package dev.longshore.cli;

import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.forecast.WorkTime;
import dev.longshore.job.JobName;
import dev.longshore.local.data.DataFolder;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How a job's runs in a data folder went, as far as there are enough of them. */
record PastRuns(Path folder, Map<JobName, Seen> jobs) {

  /** Fewer attempts than these say little. */
  static final int ATTEMPTS_MIN = 10;

  private static final int RUNS_MAX = 1000;

  /**
   * What was seen of one job.
   *
   * @param failureRate of those that worked to their end
   */
  record Seen(WorkTime.Seen work, double failureRate) {}

  /** Looks at the latest runs of these jobs; nothing is seen where nothing was ever run. */
  static PastRuns of(Path folder, Collection<JobName> names) {
    var jobs = new HashMap<JobName, Seen>();
    var opened = LedgerView.open(new DataFolder(folder));
    if (opened.isPresent()) {
      try (var view = opened.get()) {
        for (var name : names) {
          seen(view, name).ifPresent(seen -> jobs.put(name, seen));
        }
      }
    }
    return new PastRuns(folder, jobs);
  }

  private static Optional<Seen> seen(LedgerView view, JobName name) {
    var attempts =
        view.latest(id -> id.job().equals(name), Run::isFinal, RUNS_MAX).stream()
            .flatMap(run -> run.member().past().stream())
            .toList();
    var times =
        attempts.stream()
            .filter(attempt -> attempt.outcome() == Outcome.SUCCEEDED)
            .flatMap(attempt -> time(attempt).stream())
            .toList();
    if (times.size() < ATTEMPTS_MIN) {
      return Optional.empty();
    }
    var failed = attempts.stream().filter(one -> one.outcome() == Outcome.FAILED).count();
    return Optional.of(
        new Seen(new WorkTime.Seen(times), (double) failed / (failed + times.size())));
  }

  private static Optional<Duration> time(PastAttempt attempt) {
    if (attempt.startedAt() == null || attempt.stoppedAt() == null) {
      return Optional.empty();
    }
    var time = Duration.between(attempt.startedAt(), attempt.stoppedAt());
    return Optional.of(time.compareTo(WorkTime.SHORTEST) < 0 ? WorkTime.SHORTEST : time);
  }

  Optional<Seen> of(JobName job) {
    return Optional.ofNullable(jobs.get(job));
  }

  /** Where that was seen, in words. */
  String source(Seen seen) {
    return "%,d attempts in %s".formatted(seen.work().times().size(), folder);
  }
}

package dev.longshore.endtoend;

import static org.assertj.core.api.Assertions.fail;

import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.Stored;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The runs of the deployed application, read back from its ledger. */
record Runs(Ledger ledger) {

  /** Far above what a run takes, for the machine may be busy with other things. */
  static final Duration WAIT_MAX = Duration.ofMinutes(4);

  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int LIMIT = 100;

  /** The runs of a job; midnight may have passed since they were opened. */
  List<Run> of(String job) {
    var today = LocalDate.now(ZoneOffset.UTC);
    return Stream.of(today, today.minusDays(1))
        .flatMap(day -> ledger.runsOpenedOn(day, LIMIT).stream())
        .filter(id -> id.job().value().equals(job))
        .map(ledger::run)
        .map(Stored::value)
        .toList();
  }

  /** Waits until the one run of a job is as it should be, and answers it. */
  Run await(String job, Predicate<Run> wanted) throws InterruptedException {
    return await(
        () -> "the run of %s has not come so far: %s".formatted(job, told(of(job))),
        () -> of(job).stream().filter(wanted).findFirst());
  }

  /** Waits until so many runs of a job are final, and answers them. */
  List<Run> awaitEnds(String job, int count) throws InterruptedException {
    return await(
        () -> "%d runs of %s have not ended: %s".formatted(count, job, told(of(job))),
        () ->
            Optional.of(of(job))
                .filter(runs -> runs.stream().filter(Run::isFinal).count() == count));
  }

  private static List<?> told(List<Run> runs) {
    return runs.stream().map(RunRecord::of).toList();
  }

  static <T> T await(Supplier<String> otherwise, Supplier<Optional<T>> look)
      throws InterruptedException {
    var end = System.nanoTime() + WAIT_MAX.toNanos();
    while (true) {
      var found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        return fail(otherwise.get());
      }
      Thread.sleep(LOOK);
    }
  }

  /** What became of each of a run's attempts, in order. */
  static List<String> attempts(Run run) {
    return run.member().past().stream()
        .map(attempt -> attempt.capacity() + " " + attempt.outcome())
        .toList();
  }
}

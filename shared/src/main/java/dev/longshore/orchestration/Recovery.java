package dev.longshore.orchestration;

import dev.longshore.ledger.Ledger;
import dev.longshore.run.RunId;
import dev.longshore.run.TaskFacts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes up the runs of a cloud that has ended with its tasks and its executions, as the local one
 * does with its process: what was open counts as interrupted, and each run that is not told gets a
 * new execution. May be repeated.
 */
public final class Recovery {

  private static final int PAGE = 500;

  private final Ledger ledger;
  private final Executions executions;
  private final Settlement settlement;
  private final Settings settings;
  private final InstantSource clock;

  Recovery(
      Ledger ledger,
      Executions executions,
      Settlement settlement,
      Settings settings,
      InstantSource clock) {
    this.ledger = ledger;
    this.executions = executions;
    this.settlement = settlement;
    this.settings = settings;
    this.clock = clock;
  }

  /** Takes up every run whose end is not told, and answers which. */
  public List<RunId> recover() {
    var recovered = new ArrayList<RunId>();
    @Nullable String after = null;
    while (true) {
      var page = ledger.openRuns(after, PAGE);
      if (page.isEmpty()) {
        return recovered;
      }
      page.forEach(this::recover);
      recovered.addAll(page);
      after = page.getLast().value();
    }
  }

  /** Takes up one run. */
  public void recover(RunId id) {
    var run = ledger.update(id, current -> current.with(current.member().unbound()));
    run.member()
        .openAttempt()
        .ifPresent(attempt -> {
          var key = run.attemptKey(settings.stack(), attempt.n());
          settlement.settle(key, TaskFacts.endedWithItsHost(key, attempt, clock.instant()));
        });
    var _ = executions.start(id);
  }
}

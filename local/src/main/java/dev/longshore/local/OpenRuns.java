package dev.longshore.local;

import dev.longshore.ledger.Ledger;
import dev.longshore.local.loop.EventLoop.Timer;
import dev.longshore.orchestration.Limits;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks at open runs at the very moments at which their limits fall due, and has their use of CPU
 * and log sampled.
 */
final class OpenRuns {

  /** When a look that changed nothing, for it failed or a limit still stands, is repeated. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final CloudParts parts;
  private final Ledger ledger;
  private final UsageMetrics metrics;
  private final Consumer<RunId> sweep;
  private final Map<RunId, Look> looks = new HashMap<>();

  OpenRuns(CloudParts parts, UsageMetrics metrics, Consumer<RunId> sweep) {
    this.parts = parts;
    this.ledger = new Ledger(parts.store());
    this.metrics = metrics;
    this.sweep = sweep;
  }

  private record Look(Instant at, Timer timer) {}

  /** Takes in a run as it was just written. */
  void changed(Run run) {
    changed(run, Instant.MIN);
  }

  private void changed(Run run, Instant notBefore) {
    if (!(run.member().phase() instanceof Open(var attempt)) || run.version() == null) {
      var look = looks.remove(run.id());
      if (look != null) {
        look.timer().cancel();
      }
      return;
    }
    var job = ledger.job(run.version());
    if (attempt.startedAt() != null && attempt.taskArn() != null && job.idle() != null) {
      metrics.watch(
          attempt.taskArn(), attempt.request().size(), Limits.idleInterval(job.idle().after()));
    }
    if (parts.promptLimits() && attempt.intent() == null) {
      Limits.nextDue(run, job, parts.loop().instant())
          .ifPresent(due -> plan(run.id(), due.isBefore(notBefore) ? notBefore : due));
    }
  }

  private void plan(RunId run, Instant due) {
    var planned = looks.get(run);
    if (planned != null && planned.at().equals(due)) {
      return;
    }
    if (planned != null) {
      planned.timer().cancel();
    }
    looks.put(run, new Look(due, parts.loop().at(due, () -> look(run))));
  }

  private void look(RunId run) {
    looks.remove(run);
    sweep.accept(run);
    // A look that changed nothing, such as at a task that was not idle, is followed by another.
    var next = parts.loop().instant().plus(AGAIN);
    ledger.find(run).ifPresent(stored -> changed(stored.value(), next));
  }
}

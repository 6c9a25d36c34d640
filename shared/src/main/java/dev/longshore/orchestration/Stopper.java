package dev.longshore.orchestration;

import dev.longshore.ledger.Ledger;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Outcome;
import dev.longshore.run.StopIntent;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops tasks: first the intent is recorded, then ECS is asked. What the attempt counts as follows
 * only from its end.
 */
final class Stopper {

  private static final Logger LOG = LoggerFactory.getLogger(Stopper.class);

  private final Ledger ledger;
  private final Tasks tasks;
  private final InstantSource clock;

  Stopper(Ledger ledger, Tasks tasks, InstantSource clock) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.clock = clock;
  }

  /** Stops an attempt, if it is open; an earlier intent stands and is acted on again. */
  void stop(AttemptKey key, Outcome outcome, String why) {
    var intent = new StopIntent(outcome, why, clock.instant());
    var run =
        ledger.update(
            key.run(),
            current ->
                current
                    .member()
                    .openAttempt(key.n())
                    .map(attempt ->
                        current.with(current.member().withAttempt(attempt.withIntent(intent))))
                    .orElse(current));
    LOG.atInfo()
        .addKeyValue("attempt", key)
        .addKeyValue("outcome", outcome)
        .addKeyValue("why", why)
        .log("stopping");
    run.member()
        .openAttempt(key.n())
        .ifPresent(attempt -> {
          if (attempt.taskArn() != null && attempt.intent() != null) {
            tasks.stop(attempt.taskArn(), attempt.intent().reason());
          }
        });
  }

  /** Stops a task that no open attempt accounts for. */
  void stopStray(String taskArn, String why) {
    LOG.atWarn().addKeyValue("task", taskArn).addKeyValue("why", why).log("stopping a stray task");
    tasks.stop(taskArn, new StopIntent(Outcome.CANCELLED, why, clock.instant()).reason());
  }
}

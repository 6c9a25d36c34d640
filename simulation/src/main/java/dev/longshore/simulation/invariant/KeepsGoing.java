package dev.longshore.simulation.invariant;

import dev.longshore.job.Job;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.simulation.world.SeenTask;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Once a run is admitted or a task of it has stopped, it goes on: within its back-off and a few
 * sweeps its next task is launched or it is final. (The state machine's own time-out of a day would
 * hide that nobody woke it.)
 */
record KeepsGoing() implements Invariant {

  private static final int SWEEPS = 5;

  /** What the state machine's retries and its Pause add where calls fail. */
  private static final Duration SLACK = Duration.ofMinutes(30);

  /** What a request takes that is refused, and one that is given up. */
  private static final Duration REFUSED = Duration.ofMinutes(15);

  private static final Duration GIVEN_UP = Duration.ofMinutes(80);

  @Override
  public Stream<Violation> violations(World world) {
    return world.runs().stream().flatMap(run -> judge(run, world));
  }

  private Stream<Violation> judge(Run run, World world) {
    var id = run.id().value();
    var tasks = world.ownTasks().stream().filter(task -> task.run().equals(id)).toList();
    var found = new ArrayList<Violation>();
    admitted(run, tasks, world).ifPresent(found::add);
    for (var i = 0; i < tasks.size(); i++) {
      var end = tasks.get(i).end();
      if (end == null) {
        continue;
      }
      var isLast = i + 1 == tasks.size();
      var next = isLast ? end(run) : tasks.get(i + 1).launchedAt();
      var nextAttempt = isLast ? Integer.MAX_VALUE : tasks.get(i + 1).attempt();
      var deadline =
          deadline(
              world, end.stoppedAt(), allowed(run, tasks.get(i).attempt(), nextAttempt, world));
      if (next.isAfter(deadline)) {
        found.add(
            violation(
                id,
                end.stoppedAt(),
                "after attempt %d it rested until %s".formatted(tasks.get(i).attempt(), next)));
      }
    }
    return found.stream();
  }

  private Optional<Violation> admitted(Run run, List<SeenTask> tasks, World world) {
    var id = run.id().value();
    var at = world.admittedAt().get(id);
    if (at == null) {
      return Optional.empty();
    }
    var next = tasks.isEmpty() ? end(run) : tasks.getFirst().launchedAt();
    var nextAttempt = tasks.isEmpty() ? Integer.MAX_VALUE : tasks.getFirst().attempt();
    return next.isAfter(deadline(world, at, allowed(run, 0, nextAttempt, world)))
        ? Optional.of(violation(id, at, "once admitted it rested until " + next))
        : Optional.empty();
  }

  private static Instant end(Run run) {
    return run.member().end().map(last -> last.at()).orElse(Instant.MAX);
  }

  private static Instant deadline(World world, Instant from, Duration allowed) {
    return world.sweepAfter(world.due(from, allowed), SWEEPS).orElse(Instant.MAX);
  }

  private static Duration allowed(Run run, int attempt, int nextAttempt, World world) {
    var backoff =
        world.jobs().getOrDefault(run.job().value(), List.of()).stream()
            .map((Job job) -> job.retry().max())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return run.member().past().stream()
        .filter(past -> past.n() >= attempt && past.n() < nextAttempt)
        .map((PastAttempt past) -> backoff.plus(of(past, attempt)))
        .reduce(SLACK.plus(backoff), Duration::plus);
  }

  private static Duration of(PastAttempt past, int attempt) {
    if (past.outcome() == Outcome.LOST) {
      return GIVEN_UP;
    }
    return past.n() == attempt ? Duration.ZERO : REFUSED;
  }
}

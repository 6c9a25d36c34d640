package dev.longshore.cli.demo;

import dev.longshore.local.ecs.CapacityMarket;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.RunId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Takes the capacity back from the first attempts of chosen runs, so long after their start. */
public final class HalfWayMarket implements CapacityMarket {

  private final Duration after;
  private final Set<RunId> chosen = new HashSet<>();

  public HalfWayMarket(Duration after) {
    this.after = after;
  }

  void choose(RunId run) {
    chosen.add(run);
  }

  @Override
  public Optional<Duration> interruption(String startedBy, RandomGenerator random) {
    return AttemptKey.parse(startedBy)
        .filter(key -> key.n() == 1 && chosen.contains(key.run()))
        .map(_ -> after);
  }
}

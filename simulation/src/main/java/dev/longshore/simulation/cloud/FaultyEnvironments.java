package dev.longshore.simulation.cloud;

import dev.longshore.local.lambda.Environments;
import dev.longshore.local.lambda.InvocationRefused;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.fault.Windows;
import dev.longshore.simulation.world.CompletedSweep;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Refuses invocations, skews their clocks, and lets others come between their calls. */
final class FaultyEnvironments implements Environments {

  private static final long SKEW_MILLIS = 5_000;

  private final InterleavingLoop loop;
  private final Chances chances;
  private final Windows downTimes;
  private final World world;
  private final Observer observer;

  FaultyEnvironments(
      InterleavingLoop loop, Chances chances, Windows downTimes, World world, Observer observer) {
    this.loop = loop;
    this.chances = chances;
    this.downTimes = downTimes;
    this.world = world;
    this.observer = observer;
  }

  @Override
  public <O> O run(String function, Supplier<O> invocation) {
    if (downTimes.cover(loop.now())) {
      observer.fault(function, "is out of reach");
      throw new InvocationRefused("Lambda is down");
    }
    if (chances.strike(Fault.LAMBDA_THROTTLED).isPresent()) {
      observer.fault(function, "is throttled");
      throw new InvocationRefused("Rate Exceeded.");
    }
    return work(function, invocation);
  }

  /** Does something as an activity of its own, without Lambda. */
  <O> O work(String name, Supplier<O> invocation) {
    var skew =
        chances
            .strike(Fault.CLOCK_SKEW)
            .map(detail -> Duration.ofMillis(detail.nextLong(-SKEW_MILLIS, SKEW_MILLIS + 1)))
            .orElse(Duration.ZERO);
    RandomGenerator latency = chances.strike(Fault.INTERLEAVED).orElse(null);
    var activity = new Activity(name, loop.now(), skew, latency);
    var before = loop.work(activity);
    try {
      var answer = invocation.get();
      if (activity.hasListedTasks() && name.equals("SweepLedger")) {
        world.sweeps().add(new CompletedSweep(activity.startedAt(), loop.now()));
      }
      return answer;
    } finally {
      loop.work(before);
    }
  }
}

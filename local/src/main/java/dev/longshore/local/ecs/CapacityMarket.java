package dev.longshore.local.ecs;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What capacity is to be had, how long it takes to come, and when AWS takes it back. */
public interface CapacityMarket {

  /** Capacity without end that is never taken back. */
  CapacityMarket CALM = (_, _) -> Optional.empty();

  /**
   * How long after a Spot task has reached RUNNING its capacity is taken back; empty for never.
   *
   * @param startedBy the task's {@code startedBy}
   */
  Optional<Duration> interruption(String startedBy, RandomGenerator random);

  /** Why a task cannot be launched now with this capacity provider; empty if it can. */
  default Optional<String> shortage(String capacityProvider) {
    return Optional.empty();
  }

  /**
   * What ECS takes for the steps of one task.
   *
   * @param usual what it takes for most
   */
  default Lifecycle lifecycle(String startedBy, Lifecycle usual) {
    return usual;
  }

  /**
   * A market that interrupts by chance: so many times in an hour of a task, at any moment alike.
   */
  static CapacityMarket interrupting(double perTaskHour) {
    var hour = (double) Duration.ofHours(1).toMillis();
    return (_, random) ->
        perTaskHour == 0
            ? Optional.empty()
            : Optional.of(
                Duration.ofMillis((long) (random.nextExponential() / perTaskHour * hour)));
  }
}

package dev.longshore.local.ecs;

import java.time.Duration;
import java.util.List;
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

  /** The same where it depends on the zones, known by their subnets, that the request names. */
  default Optional<String> shortage(String capacityProvider, List<String> subnets) {
    return shortage(capacityProvider);
  }

  /**
   * Why a task that was launched ends before its image is pulled; empty if it gets that far. Asked
   * once of each task.
   */
  default Optional<String> neverPlaced(String capacityProvider, List<String> subnets) {
    return Optional.empty();
  }

  /** How long after a task has reached RUNNING its host fails; empty for never. */
  default Optional<Duration> hostFailure(String startedBy) {
    return Optional.empty();
  }

  /** How the capacity of a Spot task is taken back, asked at that moment. */
  default Reclaim reclaim(String taskArn) {
    return Reclaim.SPOT;
  }

  /** How a task whose host fails is stopped, asked at that moment. */
  default Reclaim failure(String taskArn) {
    return Reclaim.HOST;
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

package dev.longshore.local.ecs;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/**
 * The capacity providers of a cluster.
 *
 * @param providers that are associated with it
 * @param strategy that a request without one goes by; may be empty
 */
public record ClusterCapacity(List<String> providers, List<CapacityProviderStrategyItem> strategy) {

  /** Both that Fargate has, for those who name one. */
  public static final ClusterCapacity FARGATE =
      new ClusterCapacity(List.of(CapacityStrategy.ON_DEMAND, CapacityStrategy.SPOT), List.of());

  /**
   * The same, checked as CreateCluster does.
   *
   * @throws software.amazon.awssdk.services.ecs.model.EcsException if ECS would refuse it
   */
  public static ClusterCapacity checked(
      List<String> providers, List<CapacityProviderStrategyItem> strategy) {
    CapacityStrategy.checkKnown(providers);
    if (!strategy.isEmpty()) {
      CapacityStrategy.check(strategy, providers);
    }
    return new ClusterCapacity(providers, strategy);
  }
}

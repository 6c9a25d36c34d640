package dev.longshore.local.ecs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/**
 * Which capacity provider each task of a request goes to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html">CapacityProviderStrategyItem</a>
 */
final class CapacityStrategy {

  static final String ON_DEMAND = "FARGATE";
  static final String SPOT = "FARGATE_SPOT";
  static final int ITEMS_MAX = 20;
  static final int WEIGHT_MAX = 1000;
  static final int BASE_MAX = 100_000;

  private static final Set<String> KNOWN = Set.of(ON_DEMAND, SPOT);

  private CapacityStrategy() {}

  /**
   * The providers of {@code count} tasks, one for each.
   *
   * @throws software.amazon.awssdk.services.ecs.model.EcsException if ECS would refuse the request
   */
  static List<String> providers(RunTaskRequest request, ClusterCapacity cluster, int count) {
    EcsErrors.require(
        request.capacityProviderStrategy().isEmpty() || request.launchType() == null,
        "Specifying both a launch type and capacity provider strategy is not supported. Remove one"
            + " and try again.");
    if (request.launchType() == LaunchType.FARGATE) {
      return Collections.nCopies(count, ON_DEMAND);
    }
    var strategy =
        request.capacityProviderStrategy().isEmpty()
            ? cluster.strategy()
            : request.capacityProviderStrategy();
    // Without a strategy ECS looks for instances of EC2, of which there are none.
    EcsErrors.require(
        request.launchType() == null && !strategy.isEmpty(),
        "No Container Instances were found in your cluster.");
    check(strategy, cluster.providers());
    return split(strategy, count);
  }

  static void checkKnown(List<String> providers) {
    EcsErrors.require(
        providers.stream().allMatch(provider -> provider != null && KNOWN.contains(provider)),
        "The specified capacity provider was not found. Specify a valid name or ARN and try"
            + " again.");
  }

  static void check(List<CapacityProviderStrategyItem> strategy, List<String> associated) {
    var names = strategy.stream().map(CapacityProviderStrategyItem::capacityProvider).toList();
    checkKnown(names);
    EcsErrors.require(
        associated.containsAll(names),
        "The specified capacity provider strategy cannot contain a capacity provider that is not"
            + " associated with the cluster. Associate the capacity provider with the cluster and"
            + " try again.");
    EcsErrors.require(
        strategy.size() <= ITEMS_MAX,
        "The specified capacity provider strategy can contain a maximum of %d capacity providers."
            .formatted(ITEMS_MAX));
    EcsErrors.require(
        names.stream().distinct().count() == names.size(),
        "The specified capacity provider strategy cannot contain duplicate capacity providers.");
    EcsErrors.require(
        strategy.stream().allMatch(item -> isWithin(weight(item), WEIGHT_MAX)),
        "The weight of a capacity provider must be from 0 to %d.".formatted(WEIGHT_MAX));
    EcsErrors.require(
        strategy.stream().allMatch(item -> isWithin(base(item), BASE_MAX)),
        "The base of a capacity provider must be from 0 to %d.".formatted(BASE_MAX));
    EcsErrors.require(
        strategy.stream().filter(item -> base(item) > 0).count() <= 1,
        "Only one capacity provider in a strategy can have a base defined.");
    EcsErrors.require(
        strategy.stream().anyMatch(item -> weight(item) > 0),
        "The specified capacity provider strategy must contain a capacity provider with a weight"
            + " greater than 0.");
  }

  private static boolean isWithin(int number, int max) {
    return number >= 0 && number <= max;
  }

  /** Who says no weight means 0. */
  private static int weight(CapacityProviderStrategyItem item) {
    return Objects.requireNonNullElse(item.weight(), 0);
  }

  private static int base(CapacityProviderStrategyItem item) {
    return Objects.requireNonNullElse(item.base(), 0);
  }

  /** Bases first; then each task to whom its weight promises most that it lacks. */
  private static List<String> split(List<CapacityProviderStrategyItem> strategy, int count) {
    var providers = new ArrayList<String>();
    for (var item : strategy) {
      var based = Math.min(base(item), count - providers.size());
      providers.addAll(Collections.nCopies(based, item.capacityProvider()));
    }
    var byWeight = new ArrayList<String>();
    while (providers.size() + byWeight.size() < count) {
      var next =
          strategy.stream()
              .filter(item -> weight(item) > 0)
              .min(Comparator.comparingDouble(item -> share(item, byWeight)))
              .orElseThrow();
      byWeight.add(next.capacityProvider());
    }
    providers.addAll(byWeight);
    return providers;
  }

  private static double share(CapacityProviderStrategyItem item, List<String> given) {
    return (Collections.frequency(given, item.capacityProvider()) + 1.0) / weight(item);
  }
}

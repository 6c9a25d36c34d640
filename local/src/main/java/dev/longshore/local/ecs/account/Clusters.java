package dev.longshore.local.ecs.account;

import dev.longshore.local.ecs.ClusterCapacity;
import dev.longshore.local.ecs.EcsErrors;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.ecs.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;

/** The clusters of an account. One that is called {@code default} is there from the start. */
final class Clusters {

  static final int NAME_MAX = 255;

  private static final String DEFAULT = "default";
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0," + (NAME_MAX - 1) + "}");

  private final String arnPrefix;
  private final BiFunction<String, ClusterCapacity, SimulatedEcs> factory;
  private final Map<String, Known> clusters = new TreeMap<>();

  /**
   * @param arnPrefix what their ARNs begin with, up to the name
   * @param factory makes the cluster of a name
   */
  Clusters(String arnPrefix, BiFunction<String, ClusterCapacity, SimulatedEcs> factory) {
    this.arnPrefix = arnPrefix;
    this.factory = factory;
    add(DEFAULT, ClusterCapacity.FARGATE);
  }

  /** A cluster, with what it was made with. */
  private record Known(
      String name, SimulatedEcs ecs, ClusterCapacity capacity, Map<String, String> tags) {}

  private Known add(String name, ClusterCapacity capacity) {
    var cluster = new Known(name, factory.apply(name, capacity), capacity, new TreeMap<>());
    clusters.put(name, cluster);
    return cluster;
  }

  /** Makes a cluster, or answers the one that there is by that name, as it is. */
  Cluster create(CreateClusterRequest request) {
    var name = Objects.requireNonNullElse(request.clusterName(), DEFAULT);
    if (!NAME.matcher(name).matches()) {
      throw EcsErrors.invalid(
          "Identifier is invalid: a cluster's name has at most %d letters, digits, hyphens and underscores."
              .formatted(NAME_MAX));
    }
    var present = clusters.get(name);
    if (present != null) {
      return view(present, false);
    }
    Tags.check(request.tags());
    var capacity =
        ClusterCapacity.checked(
            request.capacityProviders(), request.defaultCapacityProviderStrategy());
    var cluster = add(name, capacity);
    Tags.add(request.tags(), cluster.tags());
    return view(cluster, true);
  }

  /** The cluster of a name or an ARN; who names none means the one that is called default. */
  SimulatedEcs get(@Nullable String cluster) {
    return known(Objects.requireNonNullElse(cluster, DEFAULT))
        .map(Known::ecs)
        .orElseThrow(EcsErrors::clusterNotFound);
  }

  private Optional<Known> known(String cluster) {
    return Optional.ofNullable(clusters.get(name(cluster)));
  }

  private String name(String cluster) {
    return cluster.startsWith(arnPrefix) ? cluster.substring(arnPrefix.length()) : cluster;
  }

  String arn(String cluster) {
    return arnPrefix + name(cluster);
  }

  Optional<Cluster> describe(String cluster, Collection<ClusterField> include) {
    return known(cluster).map(found -> view(found, include.contains(ClusterField.TAGS)));
  }

  List<String> arns() {
    return clusters.keySet().stream().map(name -> arnPrefix + name).toList();
  }

  /** The tags of a cluster, to be changed by who changes them; empty if there is no such one. */
  Optional<Map<String, String>> tags(String arn) {
    return arn.startsWith(arnPrefix) ? known(arn).map(Known::tags) : Optional.empty();
  }

  /** The same for the tags of a task, as long as it lives. */
  Optional<Map<String, String>> taskTags(String arn) {
    return clusters.values().stream().flatMap(known -> known.ecs().tags(arn).stream()).findFirst();
  }

  private Cluster view(Known cluster, boolean withTags) {
    var builder =
        Cluster.builder()
            .clusterArn(arnPrefix + cluster.name())
            .clusterName(cluster.name())
            .status("ACTIVE")
            .registeredContainerInstancesCount(0)
            .activeServicesCount(0)
            .runningTasksCount(Math.toIntExact(cluster.ecs().running()))
            .pendingTasksCount(Math.toIntExact(cluster.ecs().pending()))
            .capacityProviders(cluster.capacity().providers())
            .defaultCapacityProviderStrategy(cluster.capacity().strategy());
    return withTags ? builder.tags(Tags.of(cluster.tags())).build() : builder.build();
  }
}

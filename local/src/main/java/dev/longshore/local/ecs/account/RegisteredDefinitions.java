package dev.longshore.local.ecs.account;

import dev.longshore.local.ecs.EcsErrors;
import dev.longshore.local.ecs.Tags;
import dev.longshore.local.ecs.TaskDefinitions;
import dev.longshore.local.ecs.TaskSize;
import dev.longshore.local.wire.SdkJson;
import dev.longshore.local.wire.SdkJson.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Families of task definitions and their revisions, which are numbered from 1 and never deleted.
 */
final class RegisteredDefinitions implements TaskDefinitions {

  private static final Pattern REVISION = Pattern.compile("(.+):([0-9]{1,9})");

  private final String arnPrefix;
  private final Map<String, List<TaskDefinition>> families = new TreeMap<>();
  private final Map<String, Map<String, String>> tags = new TreeMap<>();

  /**
   * @param arnPrefix what their ARNs begin with, up to the family
   */
  RegisteredDefinitions(String arnPrefix) {
    this.arnPrefix = arnPrefix;
  }

  /**
   * Adds a revision to a family.
   *
   * @throws software.amazon.awssdk.services.ecs.model.EcsException if ECS would refuse it
   */
  TaskDefinition register(RegisterTaskDefinitionRequest request, Instant now) {
    DefinitionValidation.check(request);
    Tags.check(request.tags());
    var revisions = families.computeIfAbsent(request.family(), _ -> new ArrayList<>());
    var revision = revisions.size() + 1;
    // Both have the same fields on the wire; those that only one of them knows are passed over.
    var builder =
        SdkJson.read(SdkJson.write(request, Times.EPOCH_SECONDS), TaskDefinition.builder());
    TaskSize.parse(request.cpu(), request.memory())
        .ifPresent(
            size -> builder.cpu(String.valueOf(size.cpu())).memory(String.valueOf(size.memory())));
    var definition =
        builder
            .containerDefinitions(
                request.containerDefinitions().stream()
                    .map(RegisteredDefinitions::withDefaults)
                    .toList())
            .compatibilities(request.requiresCompatibilities())
            .taskDefinitionArn(arnPrefix + request.family() + ":" + revision)
            .revision(revision)
            .status(TaskDefinitionStatus.ACTIVE)
            .registeredAt(now)
            .build();
    revisions.add(definition);
    var own = new TreeMap<String, String>();
    Tags.add(request.tags(), own);
    tags.put(definition.taskDefinitionArn(), own);
    return definition;
  }

  /** As ECS shows it: what was left out is there, and empty. */
  private static ContainerDefinition withDefaults(ContainerDefinition container) {
    return container.toBuilder()
        .essential(!Boolean.FALSE.equals(container.essential()))
        .cpu(Objects.requireNonNullElse(container.cpu(), 0))
        .environment(List.copyOf(container.environment()))
        .portMappings(List.copyOf(container.portMappings()))
        .mountPoints(List.copyOf(container.mountPoints()))
        .volumesFrom(List.copyOf(container.volumesFrom()))
        .build();
  }

  @Override
  public Optional<TaskDefinition> find(String name) {
    var plain = name.startsWith(arnPrefix) ? name.substring(arnPrefix.length()) : name;
    var match = REVISION.matcher(plain);
    if (!match.matches()) {
      return revisions(plain).reversed().stream()
          .filter(RegisteredDefinitions::isActive)
          .findFirst();
    }
    var number = Integer.parseInt(match.group(2));
    return revisions(match.group(1)).stream()
        .filter(definition -> definition.revision() == number)
        .findFirst();
  }

  private List<TaskDefinition> revisions(String family) {
    return families.getOrDefault(family, List.of());
  }

  private static boolean isActive(TaskDefinition definition) {
    return definition.status() == TaskDefinitionStatus.ACTIVE;
  }

  /** Takes a revision out of use; what runs with it goes on. */
  TaskDefinition deregister(String name, Instant now) {
    if (!REVISION.matcher(name).matches()) {
      throw EcsErrors.client("Missing revision in task definition: " + name);
    }
    var definition =
        find(name)
            .orElseThrow(() ->
                EcsErrors.client(
                    "The specified task definition does not exist. Specify a valid account, family,"
                        + " revision and try again."));
    if (!isActive(definition)) {
      return definition;
    }
    var inactive =
        definition.toBuilder().status(TaskDefinitionStatus.INACTIVE).deregisteredAt(now).build();
    revisions(definition.family()).set(definition.revision() - 1, inactive);
    return inactive;
  }

  /** The ARNs that a request asks for, in its order. */
  List<String> list(ListTaskDefinitionsRequest request) {
    var status = Objects.requireNonNullElse(request.status(), TaskDefinitionStatus.ACTIVE);
    var order =
        Comparator.comparing(TaskDefinition::family).thenComparing(TaskDefinition::revision);
    return asked(request)
        .filter(definition -> definition.status() == status)
        .sorted(request.sort() == SortOrder.DESC ? order.reversed() : order)
        .map(TaskDefinition::taskDefinitionArn)
        .toList();
  }

  /** What is called a prefix is a whole family's name. */
  private Stream<TaskDefinition> asked(ListTaskDefinitionsRequest request) {
    return request.familyPrefix() == null
        ? families.values().stream().flatMap(List::stream)
        : revisions(request.familyPrefix()).stream();
  }

  /** The tags of a revision, to be changed by who changes them; empty if there is no such one. */
  Optional<Map<String, String>> tags(String arn) {
    return Optional.ofNullable(tags.get(arn));
  }
}

package dev.longshore.local.ecs.account;

import dev.longshore.local.ecs.ClusterCapacity;
import dev.longshore.local.ecs.EcsErrors;
import dev.longshore.local.ecs.SimulatedEcs;
import dev.longshore.local.ecs.Tags;
import dev.longshore.local.ecs.TaskDefinitions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;

/**
 * ECS as one account has it in one region: task definitions are registered, and clusters, each a
 * {@link SimulatedEcs}, run them. It is for one thread, that of the event loop.
 */
public final class EcsAccount implements EcsClient {

  private static final int DESCRIBED_MAX = 100;

  private final InstantSource clock;
  private final RegisteredDefinitions definitions;
  private final Clusters clusters;

  /** Makes the clusters of an account. */
  @FunctionalInterface
  public interface ClusterFactory {

    SimulatedEcs make(String cluster, ClusterCapacity capacity, TaskDefinitions definitions);
  }

  public EcsAccount(String account, String region, InstantSource clock, ClusterFactory factory) {
    var prefix = "arn:aws:ecs:%s:%s:".formatted(region, account);
    this.clock = clock;
    this.definitions = new RegisteredDefinitions(prefix + "task-definition/");
    this.clusters =
        new Clusters(
            prefix + "cluster/", (name, capacity) -> factory.make(name, capacity, definitions));
  }

  @Override
  public RunTaskResponse runTask(RunTaskRequest request) {
    var cluster = clusters.get(request.cluster());
    var response = cluster.runTask(request);
    if (request.propagateTags() == PropagateTags.TASK_DEFINITION) {
      response.tasks().stream()
          .flatMap(task -> cluster.tags(task.taskArn()).stream())
          .forEach(tags -> inherit(request.taskDefinition(), tags));
    }
    return response;
  }

  /** A task's own tags come before those of its definition. */
  private void inherit(String definition, Map<String, String> tags) {
    definitions
        .find(definition)
        .flatMap(found -> definitions.tags(found.taskDefinitionArn()))
        .ifPresent(inherited -> inherited.forEach(tags::putIfAbsent));
  }

  @Override
  public StopTaskResponse stopTask(StopTaskRequest request) {
    return clusters.get(request.cluster()).stopTask(request);
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    return clusters.get(request.cluster()).describeTasks(request);
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest request) {
    return clusters.get(request.cluster()).listTasks(request);
  }

  @Override
  public RegisterTaskDefinitionResponse registerTaskDefinition(
      RegisterTaskDefinitionRequest request) {
    return RegisterTaskDefinitionResponse.builder()
        .taskDefinition(definitions.register(request, clock.instant()))
        .tags(request.hasTags() ? request.tags() : null)
        .build();
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    var definition =
        Optional.ofNullable(request.taskDefinition())
            .flatMap(definitions::find)
            .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
    var builder = DescribeTaskDefinitionResponse.builder().taskDefinition(definition);
    if (request.include().contains(TaskDefinitionField.TAGS)) {
      builder.tags(Tags.of(tags(definition.taskDefinitionArn())));
    }
    return builder.build();
  }

  @Override
  public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
    var page = Page.of(definitions.list(request), request.maxResults(), request.nextToken());
    return ListTaskDefinitionsResponse.builder()
        .taskDefinitionArns(page.items())
        .nextToken(page.next())
        .build();
  }

  @Override
  public DeregisterTaskDefinitionResponse deregisterTaskDefinition(
      DeregisterTaskDefinitionRequest request) {
    if (request.taskDefinition() == null) {
      throw EcsErrors.client("Task definition can not be blank.");
    }
    return DeregisterTaskDefinitionResponse.builder()
        .taskDefinition(definitions.deregister(request.taskDefinition(), clock.instant()))
        .build();
  }

  @Override
  public CreateClusterResponse createCluster(CreateClusterRequest request) {
    return CreateClusterResponse.builder().cluster(clusters.create(request)).build();
  }

  @Override
  public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
    var named = request.clusters().isEmpty() ? List.of("default") : request.clusters();
    if (named.size() > DESCRIBED_MAX) {
      throw EcsErrors.invalid(
          "Clusters cannot have more than %d entries.".formatted(DESCRIBED_MAX));
    }
    var missing =
        named.stream()
            .filter(cluster -> clusters.describe(cluster, List.of()).isEmpty())
            .map(cluster -> Failure.builder().arn(clusters.arn(cluster)).reason("MISSING").build())
            .toList();
    return DescribeClustersResponse.builder()
        .clusters(
            named.stream()
                .flatMap(cluster -> clusters.describe(cluster, request.include()).stream())
                .toList())
        .failures(missing)
        .build();
  }

  @Override
  public ListClustersResponse listClusters(ListClustersRequest request) {
    var page = Page.of(clusters.arns(), request.maxResults(), request.nextToken());
    return ListClustersResponse.builder().clusterArns(page.items()).nextToken(page.next()).build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    Tags.add(request.tags(), tags(request.resourceArn()));
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    tags(request.resourceArn()).keySet().removeAll(request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder().tags(Tags.of(tags(request.resourceArn()))).build();
  }

  private Map<String, String> tags(String arn) {
    if (arn == null) {
      throw EcsErrors.invalid("resourceArn can not be blank.");
    }
    return definitions
        .tags(arn)
        .or(() -> clusters.tags(arn))
        .or(() -> clusters.taskTags(arn))
        .orElseThrow(() ->
            EcsErrors.invalid("The specified resource %s could not be found.".formatted(arn)));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Its tasks are the runtime's to end.
  }
}

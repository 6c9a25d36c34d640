package dev.longshore.local.ecs.http;

import dev.longshore.local.wire.SdkJson;
import dev.longshore.local.wire.SdkJson.Times;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.EcsResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The operations that are served, each by the client's method of its name. */
final class EcsOperations {

  private static final Map<String, Operation> OPERATIONS =
      Map.ofEntries(
          Map.entry("RunTask", of(RunTaskRequest::builder, EcsClient::runTask)),
          Map.entry("StopTask", of(StopTaskRequest::builder, EcsClient::stopTask)),
          Map.entry("DescribeTasks", of(DescribeTasksRequest::builder, EcsClient::describeTasks)),
          Map.entry("ListTasks", of(ListTasksRequest::builder, EcsClient::listTasks)),
          Map.entry(
              "RegisterTaskDefinition",
              of(RegisterTaskDefinitionRequest::builder, EcsClient::registerTaskDefinition)),
          Map.entry(
              "DescribeTaskDefinition",
              of(DescribeTaskDefinitionRequest::builder, EcsClient::describeTaskDefinition)),
          Map.entry(
              "ListTaskDefinitions",
              of(ListTaskDefinitionsRequest::builder, EcsClient::listTaskDefinitions)),
          Map.entry(
              "DeregisterTaskDefinition",
              of(DeregisterTaskDefinitionRequest::builder, EcsClient::deregisterTaskDefinition)),
          Map.entry("CreateCluster", of(CreateClusterRequest::builder, EcsClient::createCluster)),
          Map.entry(
              "DescribeClusters",
              of(DescribeClustersRequest::builder, EcsClient::describeClusters)),
          Map.entry("ListClusters", of(ListClustersRequest::builder, EcsClient::listClusters)),
          Map.entry("TagResource", of(TagResourceRequest::builder, EcsClient::tagResource)),
          Map.entry("UntagResource", of(UntagResourceRequest::builder, EcsClient::untagResource)),
          Map.entry(
              "ListTagsForResource",
              of(ListTagsForResourceRequest::builder, EcsClient::listTagsForResource)));

  private EcsOperations() {}

  /** Reads a request, makes the call, and writes its answer. */
  interface Operation {

    Map<String, Object> call(EcsClient ecs, Map<?, ?> request);
  }

  static Optional<Operation> find(String name) {
    return Optional.ofNullable(OPERATIONS.get(name));
  }

  private static <B extends SdkPojo & SdkBuilder<B, R>, R> Operation of(
      Supplier<B> builder, BiFunction<EcsClient, R, ? extends EcsResponse> call) {
    return (ecs, request) ->
        SdkJson.write(
            call.apply(ecs, SdkJson.read(request, builder.get()).build()), Times.EPOCH_SECONDS);
  }
}

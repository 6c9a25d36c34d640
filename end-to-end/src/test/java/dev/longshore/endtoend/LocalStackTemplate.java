package dev.longshore.endtoend;

import dev.longshore.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The built template as LocalStack 4.14.0 takes it. All in which what is deployed there differs
 * from what AWS gets is here:
 *
 * <ul>
 *   <li>Its CloudFormation knows neither versions nor aliases of state machines. The state machine
 *       is deployed without, and gets them by the API of Step Functions ({@link
 *       DeployedApplication}).
 *   <li>Its events of executions name the state machine's version where AWS names the state
 *       machine. The rule takes both, and hands over the state machine.
 *   <li>It knows nothing of ECS, and yet says that the cluster was made; the cluster's name and ARN
 *       would be {@code unknown}, which no event matches, and so are written out. The cluster and
 *       the task definitions are made in the simulated ECS ({@link RenderedTaskDefinitions}).
 *   <li>Of metric filters and dashboards it says that they were made, and makes none.
 * </ul>
 *
 * Beside that, its Scheduler keeps schedules and never fires them ({@link Scheduler} does), an
 * execution that waits for an answer is not aborted before it has one ({@link
 * DeployedApplication#abort}), and nobody asks its roles whether they allow something.
 */
final class LocalStackTemplate {

  private static final Map<String, ?> CLUSTER_ARN =
      sub("arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:cluster/${AWS::StackName}");

  private static final Map<String, ?> CLUSTER_NAME = Map.of("Ref", "AWS::StackName");

  private static final Map<String, ?> EXECUTION_END =
      Map.of(
          "InputPathsMap",
          Map.of("status", "$.detail.status", "name", "$.detail.name", "error", "$.detail.error"),
          "InputTemplate",
          sub(
              """
              {"detail-type": "Step Functions Execution Status Change", "detail": {"stateMachineArn": \
              "${RunStateMachine}", "status": "<status>", "name": "<name>", "error": "<error>"}}\
              """));

  private LocalStackTemplate() {}

  private static Map<String, ?> sub(String text) {
    return Map.of("Fn::Sub", text);
  }

  /** Writes it beside the template that it comes of. */
  static Path write(Path template) throws IOException {
    var load = new Load(LoadSettings.builder().build());
    var adapted = adapted("", load.loadFromString(Files.readString(template)));
    return Files.writeString(template.resolveSibling("localstack.json"), Json.write(adapted));
  }

  private static @Nullable Object adapted(String path, @Nullable Object value) {
    if (path.equals("/Resources/ExecutionEndRule/Properties/EventPattern/detail/stateMachineArn")) {
      return List.of(Map.of("prefix", Map.of("Ref", "RunStateMachine")));
    }
    return switch (value) {
      case Map<?, ?> map when List.of("Cluster", "Arn").equals(map.get("Fn::GetAtt")) ->
          CLUSTER_ARN;
      case Map<?, ?> map when map.equals(Map.of("Ref", "Cluster")) -> CLUSTER_NAME;
      case Map<?, ?> map -> {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        map.forEach(
            (name, inner) -> fields.put(String.valueOf(name), adapted(path + "/" + name, inner)));
        switch (path) {
          case "/Resources/RunStateMachine/Properties" -> fields.remove("AutoPublishAlias");
          case "/Resources/ExecutionEndRule/Properties/Targets" ->
              fields.put("InputTransformer", EXECUTION_END);
          default -> {}
        }
        yield fields;
      }
      case List<?> list -> list.stream().map(inner -> adapted(path, inner)).toList();
      case null, default -> value;
    };
  }
}

package dev.longshore.architecture.grants;

import dev.longshore.architecture.DeployedTemplate;
import dev.longshore.cli.render.Rendering;
import dev.longshore.job.Catalog;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** template.yaml and the rendered jobs as they would be deployed, all functions worked out. */
final class SampleStack {

  static final String NAME = "orders";
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-west-1";

  private static final Fields TEMPLATE = DeployedTemplate.read().fields();

  private final Intrinsics main;
  private final Intrinsics jobs;
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, Fields> taskDefinitions = new HashMap<>();

  SampleStack(Catalog catalog) {
    this.main =
        new Intrinsics(
            TEMPLATE, Map.of("ExecuteCommand", "enabled"), new PhysicalIds(NAME, ACCOUNT, REGION));
    var handedOver = main.properties(main.raw("Jobs").object("Parameters").orElseThrow());
    this.jobs =
        new Intrinsics(
            Json.parseObject(Rendering.of(catalog).template()),
            texts(handedOver),
            new PhysicalIds(NAME + "-Jobs-1A2B3C4D5E6F", ACCOUNT, REGION));
  }

  private static Map<String, String> texts(Fields fields) {
    var texts = new LinkedHashMap<String, String>();
    fields.values().forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  Intrinsics main() {
    return main;
  }

  Intrinsics jobs() {
    return jobs;
  }

  static String arn(String service, String rest) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ACCOUNT, rest);
  }

  /** The statements of each role, by its logical id. */
  Map<String, List<Statement>> roles() {
    var roles = new LinkedHashMap<String, List<Statement>>();
    for (var template : List.of(main, jobs)) {
      template
          .resources("AWS::IAM::Role")
          .forEach((id, raw) -> roles.put(id, statements(template.properties(raw))));
    }
    return roles;
  }

  private static List<Statement> statements(Fields role) {
    for (var element : List.of("ManagedPolicyArns", "PermissionsBoundary")) {
      if (role.has(element)) {
        throw new IllegalArgumentException("the evaluator does not know " + element);
      }
    }
    return role.objects("Policies").stream()
        .flatMap(
            policy -> policy.object("PolicyDocument").orElseThrow().objects("Statement").stream())
        .map(Statement::parse)
        .toList();
  }

  /** The logical id of the role of an ARN. */
  String role(String arn) {
    for (var template : List.of(main, jobs)) {
      for (var id : template.resources("AWS::IAM::Role").keySet()) {
        if (template.text(Map.of("Fn::GetAtt", List.of(id, "Arn"))).equals(arn)) {
          return id;
        }
      }
    }
    throw new IllegalArgumentException("there is no role " + arn);
  }

  /** What all functions have in common. */
  static Fields globals() {
    return TEMPLATE.object("Globals").flatMap(all -> all.object("Function")).orElseThrow();
  }

  /** An environment variable of all functions. */
  String variable(String name) {
    return variables.computeIfAbsent(
        name,
        _ ->
            main.text(
                globals()
                    .object("Environment")
                    .flatMap(environment -> environment.object("Variables"))
                    .map(all -> Objects.requireNonNull(all.values().get(name), name))
                    .orElseThrow()));
  }

  /** The task definition of a family. */
  Fields taskDefinition(String family) {
    if (taskDefinitions.isEmpty()) {
      jobs.resources("AWS::ECS::TaskDefinition").values().stream()
          .map(jobs::properties)
          .forEach(definition -> taskDefinitions.put(definition.text("Family"), definition));
    }
    return Objects.requireNonNull(taskDefinitions.get(family), family);
  }
}

package dev.longshore.endtoend;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.local.wire.SdkJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/**
 * The task definitions of a rendered template, as CloudFormation would ask ECS for them.
 *
 * @param template as {@code longshore render} has written it
 * @param references what its parameters and resources stand for
 */
record RenderedTaskDefinitions(String template, Map<String, String> references) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  /** What stands below it has names of its own, which are not CloudFormation's. */
  private static final String OPTIONS = "Options";

  List<RegisterTaskDefinitionRequest> requests() {
    return resources()
        .filter(resource -> resource.text("Type").equals("AWS::ECS::TaskDefinition"))
        .map(resource -> resource.object("Properties").orElseThrow().values())
        .map(properties ->
            SdkJson.read(inApi(properties), RegisterTaskDefinitionRequest.builder()).build())
        .toList();
  }

  private Stream<Fields> resources() {
    return Json.parseObject(template).object("Resources").orElseThrow().values().values().stream()
        .map(Fields::of);
  }

  private Map<?, ?> inApi(Map<String, ?> properties) {
    return (Map<?, ?>) Objects.requireNonNull(resolved(properties, true));
  }

  private @Nullable Object resolved(@Nullable Object value, boolean named) {
    return switch (value) {
      case Map<?, ?> map when map.containsKey("Ref") -> reference(map.get("Ref"));
      case Map<?, ?> map when map.containsKey("Fn::Sub") -> substituted(map.get("Fn::Sub"));
      case Map<?, ?> map when map.get("Fn::GetAtt") instanceof List<?> arn ->
          reference(arn.getFirst());
      // The only condition is whether tasks take commands, and here they do not.
      case Map<?, ?> map when map.get("Fn::If") instanceof List<?> choice ->
          resolved(choice.getLast(), named);
      case Map<?, ?> map -> {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, inner) ->
            fields.put(
                named ? nameInApi(String.valueOf(name)) : String.valueOf(name),
                resolved(inner, !OPTIONS.equals(name))));
        yield fields;
      }
      case List<?> list -> list.stream().map(inner -> resolved(inner, named)).toList();
      case null, default -> value;
    };
  }

  private static String nameInApi(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private String substituted(@Nullable Object text) {
    return VARIABLE
        .matcher(String.valueOf(text))
        .replaceAll(variable -> reference(variable.group(1)));
  }

  private String reference(@Nullable Object name) {
    return switch (String.valueOf(name)) {
      case "AWS::AccountId" -> LocalStack.ACCOUNT;
      case "AWS::Region" -> LocalStack.REGION;
      case "AWS::Partition" -> "aws";
      case "AWS::URLSuffix" -> "amazonaws.com";
      case String other -> {
        var value = references.get(other);
        if (value == null) {
          throw new IllegalStateException("the rendered template refers to an unknown " + other);
        }
        yield value;
      }
    };
  }
}

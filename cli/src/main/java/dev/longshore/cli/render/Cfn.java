package dev.longshore.cli.render;

import dev.longshore.json.Json;
import dev.longshore.json.Json.Building;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shapes of a CloudFormation template. Texts of job files are never given to {@link #sub}, so
 * that no {@code ${…}} in them is taken for more than it is.
 */
final class Cfn {

  /** What stands for a property that is not there. */
  static final Map<String, Object> NO_VALUE = ref("AWS::NoValue");

  static final String POLICY_VERSION = "2012-10-17";

  private Cfn() {}

  static Map<String, Object> ref(String name) {
    return Map.of("Ref", name);
  }

  static Map<String, Object> sub(String text) {
    return Map.of("Fn::Sub", text);
  }

  static Map<String, Object> arn(String resource) {
    return Map.of("Fn::GetAtt", List.of(resource, "Arn"));
  }

  static Map<String, Object> ifElse(String condition, Object then, Object otherwise) {
    return Map.of("Fn::If", List.of(condition, then, otherwise));
  }

  static Building resource(String type, Building properties) {
    return Json.object().put("Type", type).put("Properties", properties.fields());
  }

  /** A list of tags; those of a job come after Longshore's own. */
  static List<Map<String, Object>> tags(Building tags) {
    var list = new ArrayList<Map<String, Object>>();
    tags.fields()
        .forEach(
            (key, value) -> list.add(Json.object().put("Key", key).put("Value", value).fields()));
    return list;
  }

  static Map<String, Object> policy(List<Map<String, Object>> statements) {
    return Json.object().put("Version", POLICY_VERSION).put("Statement", statements).fields();
  }

  static Building allow(String id, List<String> actions, Object resources) {
    return Json.object()
        .put("Sid", id)
        .put("Effect", "Allow")
        .put("Action", actions)
        .put("Resource", resources);
  }
}

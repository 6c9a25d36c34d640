package dev.longshore.architecture;

import dev.longshore.json.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The shipped template.yaml, with the short forms of CloudFormation's functions written out. */
public record DeployedTemplate(Fields fields) {

  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  public static DeployedTemplate read() {
    try {
      var text = Files.readString(ROOT.resolve("template.yaml"));
      var node =
          new Compose(LoadSettings.builder().setMaxAliasesForCollections(1000).build())
              .composeString(text)
              .orElseThrow();
      return new DeployedTemplate(Fields.of(value(node)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object value(Node node) {
    var plain =
        switch (node) {
          case ScalarNode scalar -> scalar.getValue();
          case SequenceNode list -> list(list);
          case MappingNode map -> map(map);
          default -> throw new IllegalArgumentException("unknown node " + node);
        };
    var tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return plain;
    }
    var function = tag.substring(1);
    var isPlain = function.equals("Ref") || function.equals("Condition");
    return Map.of(isPlain ? function : "Fn::" + function, plain);
  }

  private static List<Object> list(SequenceNode node) {
    var list = new ArrayList<Object>();
    node.getValue().forEach(element -> list.add(value(element)));
    return list;
  }

  private static Map<String, Object> map(MappingNode node) {
    var map = new LinkedHashMap<String, Object>();
    node.getValue()
        .forEach(tuple ->
            map.put(((ScalarNode) tuple.getKeyNode()).getValue(), value(tuple.getValueNode())));
    return map;
  }

  Fields resource(String id) {
    return fields.object("Resources").flatMap(all -> all.object(id)).orElseThrow();
  }

  Fields properties(String id) {
    return resource(id).object("Properties").orElseThrow();
  }

  /** The resources of a type, by their names. */
  Map<String, Fields> resources(String type) {
    var found = new LinkedHashMap<String, Fields>();
    fields
        .object("Resources")
        .orElseThrow()
        .values()
        .forEach((id, resource) -> {
          if (Fields.of(resource).text("Type").equals(type)) {
            found.put(id, Fields.of(resource));
          }
        });
    return found;
  }

  /** The environment variables that all functions have. */
  Fields variables() {
    return fields
        .object("Globals")
        .flatMap(globals -> globals.object("Function"))
        .flatMap(function -> function.object("Environment"))
        .flatMap(environment -> environment.object("Variables"))
        .orElseThrow();
  }

  /** The statements of a role's policies. */
  List<Fields> statements(String role) {
    return properties(role).objects("Policies").stream()
        .flatMap(policy -> policy.object("PolicyDocument").stream())
        .flatMap(document -> document.objects("Statement").stream())
        .toList();
  }

  /** One text, or a list of them. */
  static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }
}

package dev.longshore.architecture.grants;

import dev.longshore.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CloudFormation's functions, worked out for one stack; those that it does not know are refused by
 * name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">Intrinsic
 *     function reference</a>
 */
final class Intrinsics {

  private static final Object NO_VALUE = new Object();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  private final Fields template;
  private final Map<String, String> known;
  private final PhysicalIds ids;

  /**
   * @param parameters values in place of the parameters' defaults
   */
  Intrinsics(Fields template, Map<String, String> parameters, PhysicalIds ids) {
    this.template = template;
    this.ids = ids;
    this.known = new LinkedHashMap<>(ids.pseudoParameters());
    template
        .object("Parameters")
        .ifPresent(all ->
            all.values()
                .forEach((name, parameter) -> {
                  var byDefault = Fields.of(parameter).values().get("Default");
                  if (byDefault != null) {
                    known.put(name, String.valueOf(byDefault));
                  }
                }));
    known.putAll(parameters);
  }

  /** The resources of a type, by their logical ids, as they stand in the template. */
  Map<String, Fields> resources(String type) {
    var found = new LinkedHashMap<String, Fields>();
    template
        .object("Resources")
        .orElseThrow()
        .values()
        .forEach((id, resource) -> {
          var fields = Fields.of(resource);
          var isThere = fields.find("Condition").map(this::holds).orElse(true);
          if (fields.text("Type").equals(type) && isThere) {
            found.put(id, fields.object("Properties").orElse(new Fields(Map.of())));
          }
        });
    return found;
  }

  /** What a field of a resource comes to. */
  Fields properties(Fields raw) {
    return Fields.of(resolve(raw.values()));
  }

  /** The text that a value comes to. */
  String text(Object value) {
    return String.valueOf(resolve(value));
  }

  /** A value with each function in it worked out. */
  Object resolve(Object value) {
    return switch (value) {
      case Map<?, ?> map when map.size() == 1 && isFunction(map) -> call(map);
      case Map<?, ?> map -> {
        var resolved = new LinkedHashMap<String, Object>();
        map.forEach((key, element) -> {
          var one = resolve(element);
          if (!one.equals(NO_VALUE)) {
            resolved.put(String.valueOf(key), one);
          }
        });
        yield resolved;
      }
      case List<?> list ->
          list.stream().map(this::resolve).filter(element -> !element.equals(NO_VALUE)).toList();
      default -> value;
    };
  }

  private static boolean isFunction(Map<?, ?> map) {
    var name = String.valueOf(map.keySet().iterator().next());
    return name.equals("Ref") || name.startsWith("Fn::");
  }

  private Object call(Map<?, ?> map) {
    var name = String.valueOf(map.keySet().iterator().next());
    var argument = Objects.requireNonNull(map.values().iterator().next());
    return switch (name) {
      case "Ref" -> ref(String.valueOf(argument));
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::Sub" -> substituted(argument);
      case "Fn::If" -> {
        var list = list(argument);
        yield resolve(list.get(holds(String.valueOf(list.get(0))) ? 1 : 2));
      }
      case "Fn::Join" -> {
        var list = list(argument);
        yield list(resolve(list.get(1))).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(String.valueOf(list.get(0))));
      }
      default -> throw new IllegalArgumentException("the function " + name + " is not known here");
    };
  }

  private Object ref(String name) {
    if (name.equals("AWS::NoValue")) {
      return NO_VALUE;
    }
    var value = known.get(name);
    return value != null ? value : ids.ref(name.split("\\.", 2)[0], name, this);
  }

  private String attribute(Object argument) {
    var parts =
        argument instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(argument).split("\\.", 2));
    return ids.attribute(parts.get(0), parts.get(1), this);
  }

  private String substituted(Object argument) {
    var own = new LinkedHashMap<String, String>();
    var text = argument;
    if (argument instanceof List<?> list) {
      text = list.getFirst();
      Fields.of(list.get(1)).values().forEach((key, value) -> own.put(key, text(value)));
    }
    return VARIABLE
        .matcher(String.valueOf(text))
        .replaceAll(found -> {
          var name = found.group(1);
          var value =
              own.containsKey(name)
                  ? own.get(name)
                  : String.valueOf(
                      name.contains(".") && !name.contains("::") ? attribute(name) : ref(name));
          return java.util.regex.Matcher.quoteReplacement(String.valueOf(value));
        });
  }

  private boolean holds(String condition) {
    return isTrue(
        template.object("Conditions").orElseThrow().object(condition).orElseThrow().values());
  }

  private boolean isTrue(Object condition) {
    var map = Fields.of(condition).values();
    var argument = Objects.requireNonNull(map.values().iterator().next());
    return switch (map.keySet().iterator().next()) {
      case "Condition" -> holds(String.valueOf(argument));
      case "Fn::Equals" -> text(list(argument).get(0)).equals(text(list(argument).get(1)));
      case "Fn::Not" -> !isTrue(list(argument).getFirst());
      case "Fn::And" -> list(argument).stream().allMatch(this::isTrue);
      case "Fn::Or" -> list(argument).stream().anyMatch(this::isTrue);
      case String other ->
          throw new IllegalArgumentException("the condition " + other + " is not known here");
    };
  }

  private static List<?> list(Object value) {
    return new ArrayList<>((List<?>) value);
  }

  /** The properties of a resource, as they stand in the template. */
  Fields raw(String id) {
    return resource(id).object("Properties").orElse(new Fields(Map.of()));
  }

  String type(String id) {
    return resource(id).text("Type");
  }

  private Fields resource(String id) {
    return template
        .object("Resources")
        .flatMap(all -> all.object(id))
        .orElseThrow(() -> new IllegalArgumentException("there is no parameter or resource " + id));
  }
}

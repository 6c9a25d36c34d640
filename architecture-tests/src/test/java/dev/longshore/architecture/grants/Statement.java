package dev.longshore.architecture.grants;

import dev.longshore.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A statement of a policy of a role, as far as our templates write them; what else there is in it
 * is refused by name, for a statement that is half understood may grant more than is seen.
 *
 * @param conditions the values of each key, by operator and key
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM
 *     JSON policy elements</a>
 */
record Statement(
    String sid,
    Effect effect,
    List<String> actions,
    List<String> resources,
    Map<String, Map<String, List<String>>> conditions) {

  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  /** What a statement does to what it fits. */
  enum Effect {
    ALLOW,
    DENY
  }

  /** Reads a statement whose functions are worked out. */
  static Statement parse(Fields statement) {
    for (var element : statement.values().keySet()) {
      if (!ELEMENTS.contains(element)) {
        throw new IllegalArgumentException("the evaluator does not know the element " + element);
      }
    }
    var conditions = new LinkedHashMap<String, Map<String, List<String>>>();
    statement
        .object("Condition")
        .ifPresent(all ->
            all.values()
                .forEach((operator, keys) -> {
                  Operator.of(operator);
                  var byKey = new LinkedHashMap<String, List<String>>();
                  Fields.of(keys).values().forEach((key, value) -> byKey.put(key, texts(value)));
                  conditions.put(operator, byKey);
                }));
    return new Statement(
        statement.find("Sid").orElse(""),
        effect(statement.text("Effect")),
        texts(statement.values().get("Action")),
        texts(statement.values().get("Resource")),
        conditions);
  }

  private static Effect effect(String text) {
    return switch (text) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default -> throw new IllegalArgumentException("the evaluator knows no effect " + text);
    };
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  /** Whether it says something of what is asked. */
  boolean fits(Asked asked) {
    return actions.stream().anyMatch(action -> fitsAction(action, asked))
        && resources.stream().anyMatch(resource -> fitsResource(resource, asked))
        && holds(asked);
  }

  static boolean fitsAction(String pattern, Asked asked) {
    return Wildcards.fits(
        pattern.toLowerCase(java.util.Locale.ROOT),
        asked.action().toLowerCase(java.util.Locale.ROOT));
  }

  static boolean fitsResource(String pattern, Asked asked) {
    return Wildcards.fits(pattern, asked.resource());
  }

  /** Whether all of its conditions hold; of several values of a key one is enough. */
  boolean holds(Asked asked) {
    return conditions.entrySet().stream()
        .allMatch(operator ->
            operator.getValue().entrySet().stream()
                .allMatch(key ->
                    Operator.of(operator.getKey())
                        .holds(asked.context().get(key.getKey()), key.getValue())));
  }

  Statement withActions(List<String> others) {
    return new Statement(sid, effect, others, resources, conditions);
  }

  Statement withResources(List<String> others) {
    return new Statement(sid, effect, actions, others, conditions);
  }

  Statement without(String operator, String key) {
    var others = new LinkedHashMap<String, Map<String, List<String>>>();
    conditions.forEach((name, keys) -> {
      var left = new LinkedHashMap<>(keys);
      if (name.equals(operator)) {
        left.remove(key);
      }
      if (!left.isEmpty()) {
        others.put(name, left);
      }
    });
    return new Statement(sid, effect, actions, resources, others);
  }

  /** A list without one of its elements. */
  static List<String> without(List<String> list, String one) {
    var left = new ArrayList<>(list);
    left.remove(one);
    return left;
  }

  /** A list with one of its elements replaced. */
  static List<String> replaced(List<String> list, String one, String other) {
    return list.stream().map(element -> element.equals(one) ? other : element).toList();
  }
}

package dev.longshore.architecture.grants;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Calls that are like ours, but of somebody else: another stack of this account, whose name may
 * begin with ours or end with it; another account; another resource, or another value of a key. No
 * role of ours may make any of them.
 */
final class Foreign {

  private static final List<String> OTHER_STACKS =
      List.of("other", "orders-2", "order", "ordersx", "my-orders");

  private static final int RESOURCE = 5;

  private Foreign() {}

  /** The calls of others that are like this one. */
  static List<Asked> like(Asked asked) {
    var others = new ArrayList<Asked>();
    for (var stack : OTHER_STACKS) {
      add(others, asked, text -> inStack(text, stack));
    }
    add(others, asked, text -> text.replace(SampleStack.ACCOUNT, "999999999999"));
    add(others, asked, Foreign::prefixed);
    asked
        .context()
        .forEach((key, value) -> {
          if (!isOfResource(key)) {
            var context = new TreeMap<>(asked.context());
            context.put(key, value.startsWith("arn:") ? prefixed(value) : "foreign-" + value);
            others.add(asked.on(asked.resource(), context));
          }
        });
    return others.stream().distinct().filter(other -> !other.equals(asked)).toList();
  }

  /** A tag travels with its resource; the other keys are the call's own. */
  private static boolean isOfResource(String key) {
    return key.startsWith("aws:ResourceTag/");
  }

  /** With another resource, once with all else as it was and once with all else changed, too. */
  private static void add(List<Asked> others, Asked asked, UnaryOperator<String> change) {
    var resource = change.apply(asked.resource());
    var changed = new TreeMap<String, String>();
    asked.context().forEach((key, value) -> changed.put(key, change.apply(value)));
    if (resource.equals(asked.resource())) {
      return;
    }
    var tagged = new TreeMap<>(asked.context());
    tagged.replaceAll((key, value) -> isOfResource(key) ? "foreign" : value);
    others.add(asked.on(resource, tagged));
    others.add(asked.on(resource, changed));
  }

  /** The same of a stack of another name: wherever ours stands as a word. */
  private static String inStack(String text, String stack) {
    return text.replaceAll("(?<![a-z])orders(?=[-_/:]|$)", stack);
  }

  /** An ARN whose resource is another one of the same kind. */
  private static String prefixed(String arn) {
    if (arn.equals("*")) {
      return arn;
    }
    var parts = arn.split(":", RESOURCE + 1);
    if (parts.length <= RESOURCE) {
      return "foreign-" + arn;
    }
    var resource = parts[RESOURCE];
    var start = 0;
    for (var separator : List.of("/", ":")) {
      var at = resource.indexOf(separator);
      // The kind of a resource stands before its name, if the name is no path by itself.
      if (at > 0 && start == 0 && !parts[2].equals("s3")) {
        start = at + 1;
      }
    }
    parts[RESOURCE] = resource.substring(0, start) + "foreign-" + resource.substring(start);
    return String.join(":", parts);
  }
}

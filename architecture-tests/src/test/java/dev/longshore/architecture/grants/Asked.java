package dev.longshore.architecture.grants;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What IAM is asked for one call.
 *
 * @param role the logical id of the role that makes the call
 * @param resource an ARN, or {@code *} where the action knows no resource
 * @param context the condition keys that the call has, and on which its grant has to rest
 */
record Asked(String role, String action, String resource, SortedMap<String, String> context) {

  static Asked of(String role, String action, String resource, Map<String, String> context) {
    return new Asked(role, action, resource, new TreeMap<>(context));
  }

  static Asked of(String role, String action, String resource) {
    return of(role, action, resource, Map.of());
  }

  Asked on(String otherResource, Map<String, String> otherContext) {
    return of(role, action, otherResource, otherContext);
  }

  @Override
  public String toString() {
    return "%s %s on %s%s"
        .formatted(role, action, resource, context.isEmpty() ? "" : " " + context);
  }
}

package dev.longshore.architecture.grants;

import dev.longshore.architecture.grants.Statement.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what roles grant too little or too much, beside all that they are asked for. */
final class LeastPrivilege {

  private final Map<String, List<Asked>> asked;
  private final Map<String, List<Asked>> foreign = new LinkedHashMap<>();

  LeastPrivilege(Set<Asked> asked) {
    this.asked = asked.stream().collect(Collectors.groupingBy(Asked::role));
    this.asked.forEach((role, all) ->
        foreign.put(
            role, all.stream().flatMap(one -> Foreign.like(one).stream()).distinct().toList()));
  }

  /** All that is wrong with the statements of a role. */
  List<String> findings(String role, List<Statement> statements) {
    var findings = new ArrayList<String>();
    var own = asked.getOrDefault(role, List.of());
    own.stream()
        .filter(one -> !isAllowed(statements, one))
        .forEach(one -> findings.add("denied: " + one));
    foreign.getOrDefault(role, List.of()).stream()
        .filter(one -> isAllowed(statements, one))
        .forEach(one -> findings.add("allowed to somebody else's: " + one));
    for (var statement : statements) {
      for (var action : statement.actions()) {
        for (var resource : statement.resources()) {
          grant(role, statement, action, resource, own).forEach(findings::add);
        }
      }
    }
    return findings;
  }

  private static List<String> grant(
      String role, Statement statement, String action, String resource, List<Asked> asked) {
    var findings = new ArrayList<String>();
    var grant = "%s: %s %s on %s".formatted(role, statement.sid(), action, resource);
    if (action.contains("*") || action.contains("?")) {
      findings.add("of several actions: " + grant);
    }
    if (resource.equals("*") && !ForcedWildcards.REASONS.containsKey(action)) {
      findings.add("of all resources: " + grant);
    }
    var single = statement.withActions(List.of(action)).withResources(List.of(resource));
    if (asked.stream().noneMatch(single::fits)) {
      findings.add("unused: " + grant);
    }
    return findings;
  }

  /** IAM's own rule: denied, if anything denies it or nothing allows it. */
  static boolean isAllowed(List<Statement> statements, Asked asked) {
    var fitting = statements.stream().filter(statement -> statement.fits(asked)).toList();
    return fitting.stream().noneMatch(statement -> statement.effect() == Effect.DENY)
        && fitting.stream().anyMatch(statement -> statement.effect() == Effect.ALLOW);
  }
}

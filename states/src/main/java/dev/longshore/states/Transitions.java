package dev.longshore.states;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which state leads where: every target must exist, every state be reached, and some end. */
final class Transitions {

  private static final String START = "";

  private final Findings findings;
  private final Map<String, String> pathsByState = new LinkedHashMap<>();
  private final List<Transition> transitions = new ArrayList<>();
  private boolean hasEnd;

  Transitions(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param path where the target is named
   */
  private record Transition(String from, String to, String path) {}

  void declare(String state, String path) {
    pathsByState.put(state, path);
  }

  void start(String path, String target) {
    add(START, path, target);
  }

  void add(String from, String path, String target) {
    // An empty target has been reported as missing.
    if (!target.isEmpty()) {
      transitions.add(new Transition(from, target, path));
    }
  }

  /** Some state ends the execution. */
  void end() {
    hasEnd = true;
  }

  void check() {
    for (var transition : transitions) {
      if (!pathsByState.containsKey(transition.to)) {
        findings.add(transition.path, "there is no state \"%s\"".formatted(transition.to));
      }
    }
    reportUnreached();
    if (!hasEnd) {
      findings.add(
          "/States", "no state ends the execution: one needs \"End\": true, Succeed or Fail");
    }
  }

  private void reportUnreached() {
    var reached = reached();
    // Without a state to start at, nothing can be said of the others.
    if (pathsByState.keySet().stream().noneMatch(reached::contains)) {
      return;
    }
    pathsByState.forEach((state, path) -> {
      if (!reached.contains(state)) {
        findings.add(path, "no transition leads from StartAt to this state");
      }
    });
  }

  private Set<String> reached() {
    var targets = new HashMap<String, List<String>>();
    for (var transition : transitions) {
      targets.computeIfAbsent(transition.from, _ -> new ArrayList<>()).add(transition.to);
    }
    var reached = new HashSet<String>();
    var open = new ArrayDeque<>(targets.getOrDefault(START, List.of()));
    while (!open.isEmpty()) {
      var state = open.remove();
      if (reached.add(state)) {
        open.addAll(targets.getOrDefault(state, List.of()));
      }
    }
    return reached;
  }
}

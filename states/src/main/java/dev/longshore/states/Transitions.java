package dev.longshore.states;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
    var reached = reached();
    pathsByState.forEach((state, path) -> {
      if (!reached.contains(state)) {
        findings.add(path, "no transition leads from StartAt to this state");
      }
    });
    if (!hasEnd) {
      findings.add(
          "/States", "no state ends the execution: one needs \"End\": true, Succeed or Fail");
    }
  }

  private Set<String> reached() {
    var reached = new HashSet<String>();
    var open = new ArrayDeque<String>();
    open.add(START);
    while (!open.isEmpty()) {
      var from = open.remove();
      for (var transition : transitions) {
        if (transition.from.equals(from) && reached.add(transition.to)) {
          open.add(transition.to);
        }
      }
    }
    return reached;
  }
}

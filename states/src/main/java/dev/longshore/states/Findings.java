package dev.longshore.states;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a definition while it is read. */
final class Findings {

  private final List<Finding> findings = new ArrayList<>();

  void add(String path, String message) {
    findings.add(new Finding(path, message));
  }

  boolean isEmpty() {
    return findings.isEmpty();
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }
}

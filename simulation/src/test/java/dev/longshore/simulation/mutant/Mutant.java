package dev.longshore.simulation.mutant;

import java.util.List;

/**
 * The shipped code with one mistake in it.
 *
 * @param guards what the mutated code guards: a rule of the contract, or an invariant
 * @param module the folder of its module
 * @param type the mutated type
 * @param text what stands there; exactly once
 * @param mistake what stands there instead
 * @param caughtBy the invariants of which at least one must break
 */
record Mutant(
    String guards, String module, String type, String text, String mistake, List<String> caughtBy) {

  /** Where its source is, from the module of the simulation. */
  String source() {
    return "../%s/src/main/java/%s.java".formatted(module, type.replace('.', '/'));
  }

  String name() {
    return type.substring(type.lastIndexOf('.') + 1) + ": " + guards;
  }

  @Override
  public String toString() {
    return name();
  }
}

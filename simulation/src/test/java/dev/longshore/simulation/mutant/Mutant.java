package dev.longshore.simulation.mutant;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shipped code with one mistake in it.
 *
 * @param guards what the mutated code guards: a rule of the contract, or an invariant
 * @param module the folder of its module
 * @param type the mutated type
 * @param text what stands there; exactly once
 * @param mistake what stands there instead
 * @param caughtBy the invariants of which at least one must break
 * @param more the faults that it takes more of than is usual, by their word
 */
record Mutant(
    String guards,
    String module,
    String type,
    String text,
    String mistake,
    List<String> caughtBy,
    SortedMap<String, Double> more) {

  /** A mutant that the usual faults bring to light. */
  Mutant(
      String guards,
      String module,
      String type,
      String text,
      String mistake,
      List<String> caughtBy) {
    this(guards, module, type, text, mistake, caughtBy, new TreeMap<>());
  }

  /** The same with more of one fault. */
  Mutant with(String fault, double rate) {
    var larger = new TreeMap<>(more);
    larger.put(fault, rate);
    return new Mutant(guards, module, type, text, mistake, caughtBy, larger);
  }

  /** Where its source is, from the module of the simulation. */
  String source() {
    return isDefinition()
        ? "../%s/%s".formatted(module, type)
        : "../%s/src/main/java/%s.java".formatted(module, type.replace('.', '/'));
  }

  /** Whether it is in a state machine's definition, not in a class. */
  boolean isDefinition() {
    return type.endsWith(".asl.json");
  }

  String name() {
    return where() + ": " + guards;
  }

  /** The class or the file that is mutated. */
  String where() {
    return isDefinition() ? type : type.substring(type.lastIndexOf('.') + 1);
  }

  @Override
  public String toString() {
    return name();
  }
}

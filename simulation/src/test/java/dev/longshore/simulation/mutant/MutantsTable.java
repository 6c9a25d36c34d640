package dev.longshore.simulation.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table of mutants, as it stands among the decisions. */
final class MutantsTable {

  static final Path FILE = Path.of("../docs/decisions/mutants.md");

  private static final String HEAD =
      """
      # Mistakes that the simulation finds

      Each is one mistake in the code that is shipped: in a rule of the contract, above all in those that guard a crash
      point, or in what an invariant is about. `MutantsTest` plays seeds from 1 on, at most 200, until an invariant breaks;
      it wrote this table (`mvn -B verify -Pproof -pl simulation -am -Dmutants.table=write`).

      | where | the rule that it breaks | seed | invariants that broke |
      |---|---|---:|---|
      """;

  private final List<String> rows = new ArrayList<>();

  /**
   * Adds a mutant.
   *
   * @param found the seed and what broke, with a tab between
   */
  void add(Mutant mutant, String found) {
    rows.add(start(mutant) + found.replace("\t", " | ") + " |\n");
  }

  /** What the row of a mutant begins with. */
  static String start(Mutant mutant) {
    return "| %s | %s | ".formatted(mutant.where(), mutant.guards());
  }

  void write() throws IOException {
    Files.writeString(FILE, HEAD + String.join("", rows));
  }
}

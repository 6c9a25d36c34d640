package dev.longshore.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.simulation.invariant.Invariant;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that each invariant can fail: it finds a mistake in the shipped code. */
@Tag("proof")
class MutantsTest {

  private static final MutantsTable TABLE = new MutantsTable();

  static List<Mutant> mutants() {
    return Stream.concat(Mutants.all().stream(), LaterMutants.all().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aMistakeIsFound(Mutant mutant) throws ReflectiveOperationException {
    var hunt = hunt(MutantLoader.of(mutant), mutant.more());

    var found = hunt.apply(Set.copyOf(mutant.caughtBy()));

    System.out.printf("| %s | %s |%n", mutant, found.replace("\t", " | "));
    TABLE.add(mutant, found);
    assertThat(found).as("%s in 200 seeds", mutant).isNotEmpty();
  }

  static List<Mutant> mutantsOfMore() {
    return mutants().stream().filter(mutant -> !mutant.more().isEmpty()).toList();
  }

  /** Else it would be the faults that break the invariant, and not the mistake. */
  @ParameterizedTest
  @MethodSource("mutantsOfMore")
  void whereMoreGoesWrongWithoutTheMistakeAllHolds(Mutant mutant) {
    assertThat(new Hunt(mutant.more()).apply(Set.copyOf(mutant.caughtBy()))).isEmpty();
  }

  @AfterAll
  static void writeTheTable() throws IOException {
    if ("write".equals(System.getProperty("mutants.table"))) {
      TABLE.write();
    }
  }

  @SuppressWarnings("unchecked") // the types are the JDK's, and the same in every loader
  private static Function<Set<String>, String> hunt(MutantLoader loader, Map<String, Double> more)
      throws ReflectiveOperationException {
    return (Function<Set<String>, String>)
        loader.loadClass(Hunt.class.getName()).getConstructor(Map.class).newInstance(more);
  }

  @Test
  void everyInvariantHasAMutant() {
    var caught = new TreeSet<String>();
    mutants().forEach(mutant -> caught.addAll(mutant.caughtBy()));

    assertThat(Invariant.all()).extracting(Invariant::name).allMatch(caught::contains);
  }
}

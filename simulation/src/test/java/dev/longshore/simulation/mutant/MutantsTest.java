package dev.longshore.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.simulation.invariant.Invariant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that each invariant can fail: it finds a mistake in the shipped code. */
@Tag("proof")
class MutantsTest {

  private static final long SEEDS = 200;

  static List<Mutant> mutants() {
    return Mutants.all();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aMistakeIsFound(Mutant mutant) throws ReflectiveOperationException {
    var hunt = hunt(MutantLoader.of(mutant));

    var found = hunt.apply(Set.copyOf(mutant.caughtBy()), SEEDS);

    System.out.printf("| %s | %s |%n", mutant, found.replace("\t", " | "));
    assertThat(found).as("%s in %d seeds", mutant, SEEDS).isNotEmpty();
  }

  @SuppressWarnings("unchecked") // the types are the JDK's, and the same in every loader
  private static BiFunction<Set<String>, Long, String> hunt(MutantLoader loader)
      throws ReflectiveOperationException {
    return (BiFunction<Set<String>, Long, String>)
        loader.loadClass(Hunt.class.getName()).getConstructor().newInstance();
  }

  @Test
  void everyInvariantHasAMutant() {
    var caught = new TreeSet<String>();
    mutants().forEach(mutant -> caught.addAll(mutant.caughtBy()));

    assertThat(Invariant.all()).extracting(Invariant::name).allMatch(caught::contains);
  }
}

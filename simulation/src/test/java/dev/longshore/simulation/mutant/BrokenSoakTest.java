package dev.longshore.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A soak of code with a mistake in it: from the seed that breaks to the command that shows why. */
class BrokenSoakTest {

  private static final long SEEDS = 100;

  /** It only matters where the event that a task has stopped is lost. */
  private static final Mutant MUTANT =
      new Mutant(
          "a lost STOPPED: sweep settles what DescribeTasks shows",
          "shared",
          "dev.longshore.orchestration.RunSweep",
          "      settlement.settle(key(run, attempt), facts);\n      return;",
          "      return;",
          List.of("EndsSeen"));

  @Test
  void theLeastFaultsBreakTheSameInvariantAndThePrintedCommandShowsIt()
      throws ReflectiveOperationException {
    var seen = soak(MutantLoader.of(MUTANT)).apply(SEEDS);

    var before = seen.get("faultsBefore");
    var after = seen.get("faultsAfter");
    assertThat(after).isNotEmpty().hasSizeLessThan(20).isSubsetOf(before);
    assertThat(before.size()).isGreaterThan(after.size() * 10);
    assertThat(after).anyMatch(moment -> moment.startsWith("event-lost#"));
    assertThat(seen.get("invariantsAfter")).containsAnyElementsOf(seen.get("invariantsBefore"));
    assertThat(seen.get("lines")).containsAll(seen.get("violationsAfter"));
    assertThat(seen.get("story"))
        .anyMatch(line -> seen.get("subjects").stream().anyMatch(line::contains))
        .anyMatch(line -> line.contains("! event is lost"));
  }

  @SuppressWarnings("unchecked") // the types are the JDK's, and the same in every loader
  private static Function<Long, Map<String, List<String>>> soak(MutantLoader loader)
      throws ReflectiveOperationException {
    return (Function<Long, Map<String, List<String>>>)
        loader.loadClass(BrokenSoak.class.getName()).getConstructor().newInstance();
  }
}

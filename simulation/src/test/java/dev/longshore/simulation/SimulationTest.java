package dev.longshore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Fault;
import dev.longshore.simulation.fault.Faults;
import dev.longshore.simulation.fault.FaultsText;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fresh seeds each time. With {@code -Dsimulation.seed=…} that one is played alone, with the faults
 * of {@code -Dsimulation.faults=…} if that is given, and its story printed.
 */
class SimulationTest {

  private static final long SEEDS = 300;
  private static final int SHRINKING_PLAYS = 300;
  private static final long SEEDS_UP_TO = 1_000_000_000;

  private final Simulation simulation = new Simulation(Shipped.read());

  @Test
  void whateverGoesWrongEveryInvariantHolds() {
    var replayed = Long.getLong("simulation.seed");
    if (replayed != null) {
      var faults = FaultsText.parse(System.getProperty("simulation.faults", "all"));
      var played = simulation.play(replayed, faults, Trace.to(System.out::println));
      assertThat(played.violations()).isEmpty();
      return;
    }
    var base = Long.getLong("simulation.base", RandomGenerator.getDefault().nextLong(SEEDS_UP_TO));
    System.out.printf("simulation: %d seeds from %d%n", SEEDS, base);

    var soak = new Soak(simulation, Faults.all()).run(base, SEEDS, _ -> {});

    System.out.printf("simulation: %s%n", soak.counts());
    var report = SoakReport.of(base, soak, simulation, SHRINKING_PLAYS);
    assertThat(report.holds())
        .as(
            "%s%nor -Dsimulation.seed=SEED -Dsimulation.faults=FAULTS -Dtest=SimulationTest",
            String.join(System.lineSeparator(), report.lines()))
        .isTrue();
    assertThat(soak.counts().runTaskThrottled() * 200)
        .as("throttled RunTask calls, of which there may be 0.5%")
        .isLessThan(soak.counts().runTaskCalls());
  }

  @Test
  void whereNothingGoesWrongNothingIsRetriedOrLost() {
    for (var seed = 1L; seed <= 10; seed++) {
      var played = simulation.play(seed, Faults.none(), Trace.off());

      assertThat(played.violations()).as("seed %d", seed).isEmpty();
      assertThat(played.moments()).isEmpty();
      assertThat(played.counts().runs()).isPositive();
    }
  }

  /** Whoever tries again at once while nothing answers would never come to the outage's end. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LEDGER_OUTAGE", "LAMBDA_DOWN"})
  void anOutageInEachHalfHourIsSurvived(Fault outage) {
    var faults = Faults.all().with(outage, 1);

    for (var seed = 1L; seed <= 10; seed++) {
      assertThat(simulation.play(seed, faults, Trace.off()).violations())
          .as("seed %d", seed)
          .isEmpty();
    }
  }
}

package dev.longshore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Faults;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds that once broke an invariant, of the code or of what was asked of it. */
class PinnedSeedsTest {

  private final Simulation simulation = new Simulation(Shipped.read());

  /** The first of them had a second live task (a refusal closed an attempt that had one). */
  @ParameterizedTest
  @ValueSource(longs = {104_606, 101_137, 100_725, 107_046})
  void aSeedThatOnceBrokeHolds(long seed) {
    assertThat(simulation.play(seed, Faults.all(), Trace.off()).violations()).isEmpty();
  }
}

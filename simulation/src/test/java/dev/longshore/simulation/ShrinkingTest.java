package dev.longshore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.simulation.cloud.SimulatedCloud.Options.Shipped;
import dev.longshore.simulation.cloud.Trace;
import dev.longshore.simulation.fault.Faults;
import org.junit.jupiter.api.Test;

class ShrinkingTest {

  private static final long SEED = 12;

  private final Simulation simulation = new Simulation(Shipped.read());

  @Test
  void theMomentsOfASeedPlayedAsAScriptTellTheSameStory() {
    var first = new StringBuilder();
    var second = new StringBuilder();

    var byChance = simulation.play(SEED, Faults.all(), Trace.to(first::append));
    var scripted =
        simulation.play(SEED, Faults.all().only(byChance.moments()), Trace.to(second::append));

    assertThat(byChance.moments()).isNotEmpty();
    assertThat(scripted.moments()).isEqualTo(byChance.moments());
    assertThat(second.toString()).isEqualTo(first.toString());
  }
}

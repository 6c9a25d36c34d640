package dev.longshore.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.EventFault.Way;
import dev.longshore.local.FaultyCalls.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Virtual time has no chance of its own: what went wrong once goes wrong again. */
class DeterminismTest {

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void theSameScenarioHasTheSameHistory(Scenario scenario) {
    var once = Playing.undisturbed(scenario);
    var again = Playing.undisturbed(scenario);

    assertThat(once.calls()).hasSizeGreaterThan(2);
    assertThat(again.calls()).isEqualTo(once.calls());
    assertThat(again.events()).isEqualTo(once.events());
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void theSameFaultsHaveTheSameHistory(Scenario scenario) {
    var once = disturbed(scenario);
    var again = disturbed(scenario);

    assertThat(again.calls()).isEqualTo(once.calls());
    assertThat(again.events()).isEqualTo(once.events());
    assertThat(again.calls()).isNotEqualTo(Playing.undisturbed(scenario).calls());
  }

  private static Playing.Played disturbed(Scenario scenario) {
    return new Playing(
            scenario, FaultyCalls.at(2, Fault.TIMES_OUT_AFTER), new EventFault(1, Way.DOUBLED_LATE))
        .play();
  }
}

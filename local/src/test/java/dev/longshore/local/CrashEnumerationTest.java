package dev.longshore.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.EventFault.Way;
import dev.longshore.local.FaultyCalls.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each scenario is played once undisturbed, and then once for each way in which one single call or
 * one single event of it can go wrong. All must end as the undisturbed one does.
 */
class CrashEnumerationTest {

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void whateverCallGoesWrongTheEndIsTheSame(Scenario scenario) {
    var undisturbed = Playing.undisturbed(scenario);
    var cases = 0;

    for (var fault : Fault.values()) {
      for (var at = 1; at <= undisturbed.calls().size(); at++) {
        var disturbed = Playing.with(scenario, new FaultyCalls(at, fault));
        cases++;
        assertThat(disturbed.end())
            .as("%s, call %d (%s) %s", scenario, at, undisturbed.calls().get(at - 1), fault)
            .isEqualTo(undisturbed.end());
      }
    }
    System.out.printf("%s: %d cases of calls%n", scenario, cases);
  }

  /** That an execution was aborted is told by an event alone, which the next test is about. */
  @ParameterizedTest
  @EnumSource(value = Scenario.class, names = "ABORTED_BY_HAND", mode = EnumSource.Mode.EXCLUDE)
  void whateverEventGoesWrongTheEndIsTheSame(Scenario scenario) {
    var undisturbed = Playing.undisturbed(scenario);
    var cases = 0;

    for (var way : Way.values()) {
      for (var at = 1; at <= undisturbed.events(); at++) {
        var disturbed = Playing.with(scenario, new EventFault(at, way));
        cases++;
        assertThat(disturbed.end())
            .as("%s, event %d %s", scenario, at, way)
            .isEqualTo(undisturbed.end());
      }
    }
    System.out.printf("%s: %d cases of events%n", scenario, cases);
  }

  /** It then shows once the task has ended, which its time-out sees to. */
  @ParameterizedTest
  @EnumSource(Way.class)
  void anAbortOfWhichNobodyHearsLeavesNothingBehind(Way way) {
    var undisturbed = Playing.undisturbed(Scenario.ABORTED_BY_HAND);

    for (var at = 1; at <= undisturbed.events(); at++) {
      var disturbed = Playing.with(Scenario.ABORTED_BY_HAND, new EventFault(at, way));
      assertThat(disturbed.end()).hasSize(1);
    }
  }
}

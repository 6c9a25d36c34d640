package dev.longshore.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.EventFault.Way;
import dev.longshore.local.FaultyCalls.Fault;
import dev.longshore.local.Playing.Played;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each scenario is played once undisturbed, and then once for each way in which one single call or
 * one single event of it can go wrong. All must end as the undisturbed one does.
 */
class CrashEnumerationTest {

  private static final AtomicInteger CASES = new AtomicInteger();

  @AfterAll
  static void sayHowMany() {
    System.out.printf("crash enumeration: %d cases%n", CASES.get());
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void whateverCallGoesWrongTheEndIsTheSame(Scenario scenario) {
    var undisturbed = Playing.undisturbed(scenario);

    for (var at : WorthDisturbing.of(undisturbed.calls())) {
      var call = undisturbed.calls().get(at - 1);
      for (var fault : Fault.OF_A_CALLER) {
        if (fault.canBefall(call)) {
          var disturbed = Playing.with(scenario, FaultyCalls.at(at, fault));
          assertSameEnd(disturbed, undisturbed, scenario, call, fault);
        }
      }
    }
  }

  /** That an execution was cut short is told by an event alone, which another test is about. */
  @ParameterizedTest
  @EnumSource(
      value = Scenario.class,
      names = {"ABORTED_BY_HAND", "LONGER_THAN_ITS_EXECUTION"},
      mode = EnumSource.Mode.EXCLUDE)
  void whateverEventGoesWrongTheEndIsTheSame(Scenario scenario) {
    var undisturbed = Playing.undisturbed(scenario);

    for (var at = 1; at <= undisturbed.events().size(); at++) {
      for (var way : Way.values()) {
        var disturbed = Playing.with(scenario, new EventFault(at, way));
        assertSameEnd(disturbed, undisturbed, scenario, undisturbed.events().get(at - 1), way);
      }
    }
  }

  /** An event is lost, and the sweep that makes up for it goes wrong in its turn. */
  @ParameterizedTest
  @EnumSource(
      value = Scenario.class,
      names = {"CLEAN", "INTERRUPTED", "FAILING_THEN_FINE", "CANCELLED", "WAITING_FOR_A_SLOT"})
  void aSweepThatGoesWrongWhileItRepairsIsRepairedByTheNext(Scenario scenario) {
    var undisturbed = Playing.undisturbed(scenario);

    for (var event = 1; event <= undisturbed.events().size(); event++) {
      var repaired = Playing.with(scenario, new EventFault(event, Way.LOST));
      for (var at : WorthDisturbing.repairs(repaired.calls())) {
        for (var fault : List.of(Fault.DIES_AFTER, Fault.TIMES_OUT_BEFORE)) {
          var faults = new Playing(scenario, FaultyCalls.at(at, fault), lost(event));
          assertSameEnd(
              faults.play(),
              undisturbed,
              scenario,
              undisturbed.events().get(event - 1),
              "lost",
              repaired.calls().get(at - 1),
              fault);
        }
      }
    }
  }

  private static EventFault lost(int event) {
    return new EventFault(event, Way.LOST);
  }

  /** A call goes wrong, whose effect sweep makes up for, and sweep goes wrong in its turn. */
  @ParameterizedTest
  @EnumSource(
      value = Scenario.class,
      names = {"CLEAN", "CANCELLED", "CANCELLED_AT_ONCE", "SKIPPED", "REPLACED"})
  void aSweepThatGoesWrongAfterAPersonsCommandDiedIsRepairedByTheNext(Scenario scenario) {
    var undisturbed = Playing.undisturbed(scenario);

    for (var first = 1; first <= undisturbed.calls().size(); first++) {
      var call = undisturbed.calls().get(first - 1);
      if (call.isOf("person")) {
        var repaired = Playing.with(scenario, FaultyCalls.at(first, Fault.DIES_AFTER));
        for (var at : WorthDisturbing.repairs(repaired.calls())) {
          var disturbed =
              Playing.with(scenario, FaultyCalls.at(first, Fault.DIES_AFTER, at, Fault.DIES_AFTER));
          assertSameEnd(
              disturbed, undisturbed, scenario, call, "then", repaired.calls().get(at - 1));
        }
      }
    }
  }

  /** It then shows once the task has ended, which its time-out sees to. */
  @ParameterizedTest
  @EnumSource(Way.class)
  void anAbortOfWhichNobodyHearsLeavesNothingBehind(Way way) {
    for (var scenario : List.of(Scenario.ABORTED_BY_HAND, Scenario.LONGER_THAN_ITS_EXECUTION)) {
      var undisturbed = Playing.undisturbed(scenario);

      for (var at = 1; at <= undisturbed.events().size(); at++) {
        var disturbed = Playing.with(scenario, new EventFault(at, way));
        CASES.incrementAndGet();
        assertThat(disturbed.end()).hasSize(1);
      }
    }
  }

  private static void assertSameEnd(Played disturbed, Played undisturbed, Object... what) {
    CASES.incrementAndGet();
    assertThat(disturbed.end()).as(() -> List.of(what).toString()).isEqualTo(undisturbed.end());
  }
}

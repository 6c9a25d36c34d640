package dev.longshore.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.FaultyCalls.Fault;
import dev.longshore.local.FaultyCalls.HostDied;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each scenario is played once for each call before and after which its host can die, with all that
 * runs in it. The next host takes up what is left, and every run ends as it would have.
 */
class HostCrashEnumerationTest {

  /** By then the last schedule has fired, and its run has ended. */
  private static final Duration AFTERWARDS = Duration.ofHours(1);

  private static final AtomicInteger CASES = new AtomicInteger();

  @AfterAll
  static void sayHowMany() {
    System.out.printf("host crash enumeration: %d cases%n", CASES.get());
  }

  @ParameterizedTest
  @EnumSource(
      value = Scenario.class,
      names = {
        "CLEAN",
        "INTERRUPTED",
        "FAILING_THEN_FINE",
        "NEVER_STARTING",
        "CANCELLED",
        "TIMED_OUT",
        "WAITING_FOR_A_SLOT",
        "SCHEDULED"
      })
  void whereverTheHostDiesTheNextOneBringsItsRunsToTheirEnds(Scenario scenario) {
    var calls = Playing.undisturbed(scenario).calls();

    for (var at : WorthDisturbing.of(calls)) {
      for (var fault : Fault.OF_THE_HOST) {
        CASES.incrementAndGet();
        var second = die(scenario, FaultyCalls.at(at, fault)).nextLife();
        // An execution that has taken its DONE announces the run itself, unless it dies just then
        // with the host. Nobody outside of the host hears of a local announcement yet.
        var told = second.runs().stream().filter(run -> second.run(run).told()).toList();
        second.settle(second.runs());
        second.loop().runFor(AFTERWARDS);

        var untold = second.runs().stream().filter(run -> !told.contains(run)).toList();
        Playing.checkNothingIsLeft(second, second.runs());
        Playing.checkAnnounced(second, untold);
        assertThat(second.runs())
            .as("%s, %s %s", scenario, calls.get(at - 1), fault)
            .allSatisfy(id -> {
              var run = second.run(id);
              assertThat(run.state()).isEqualTo(expected(scenario, run));
            });
        if (scenario == Scenario.SCHEDULED) {
          assertThat(second.runs()).as("%s, %s", calls.get(at - 1), fault).hasSize(2);
        }
      }
    }
  }

  private static VirtualCloud die(Scenario scenario, FaultyCalls calls) {
    var cloud = new VirtualCloud(scenario.story(), calls, EventFault.none());
    calls.watch(cloud.loop(), cloud::caller);
    try {
      var runs = scenario.play(cloud);
      throw new AssertionError("it was to die of " + calls.made() + ", not to end " + runs);
    } catch (HostDied e) {
      return cloud;
    }
  }

  /** Whoever was to cancel the run has died with the host, or has not. */
  private static RunState expected(Scenario scenario, Run run) {
    return switch (scenario) {
      case NEVER_STARTING -> RunState.FAILED;
      case TIMED_OUT -> RunState.TIMED_OUT;
      case CANCELLED -> run.cancellation() == null ? RunState.SUCCEEDED : RunState.CANCELLED;
      default -> RunState.SUCCEEDED;
    };
  }
}

package dev.longshore.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.FaultyCalls.Call;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.time.Duration;
import java.util.List;

/** One scenario with the faults that befall it, and what is true of every end. */
record Playing(Scenario scenario, FaultyCalls calls, EventFault events) {

  private static final Duration AFTERWARDS = Duration.ofMinutes(5);
  private static final int RUNS_MAX = 100;

  /**
   * How it ended.
   *
   * @param end of each run: its state, and the outcome and capacity of each attempt
   * @param calls that were made
   * @param events that were put
   */
  record Played(List<String> end, List<Call> calls, List<String> events) {}

  static Played undisturbed(Scenario scenario) {
    return new Playing(scenario, FaultyCalls.none(), EventFault.none()).play();
  }

  static Played with(Scenario scenario, FaultyCalls calls) {
    return new Playing(scenario, calls, EventFault.none()).play();
  }

  static Played with(Scenario scenario, EventFault events) {
    return new Playing(scenario, FaultyCalls.none(), events).play();
  }

  Played play() {
    var cloud = new VirtualCloud(scenario.story(), calls, events);
    calls.watch(cloud.loop(), cloud::caller);
    calls.throttle(scenario.throttledLaunches());
    var runs = scenario.play(cloud);
    var made = List.copyOf(calls.made());
    cloud.loop().runFor(events.longestDelay().plus(AFTERWARDS));
    checkNothingIsLeft(cloud, runs);
    checkAnnounced(cloud, runs);
    scenario.check(cloud);
    return new Played(runs.stream().map(cloud::run).map(Playing::end).toList(), made, events.put());
  }

  /** What must be true after all has ended. */
  static void checkNothingIsLeft(VirtualCloud cloud, List<RunId> runs) {
    assertThat(cloud.runtime().live()).as("live tasks").isZero();
    assertThat(cloud.cloud().ecs().live()).as("tasks that have not stopped").isZero();
    assertThat(cloud.cloud().stepFunctions().running()).as("running executions").isZero();
    assertThat(cloud.mostAtOnce()).as("tasks of one run at once").isLessThanOrEqualTo(1);
    assertThat(cloud.startsByAttempt().values())
        .as("tasks of each attempt")
        .allMatch(starts -> starts == 1);
    var ledger = cloud.cloud().ledger();
    assertThat(cloud.runs()).as("runs").containsExactlyInAnyOrderElementsOf(runs);
    var slot = ledger.slot("etl").value();
    assertThat(slot.holders()).as("held places").isEmpty();
    assertThat(slot.waiting()).as("waiters").isZero();
    assertThat(ledger.waiters("etl", RUNS_MAX)).as("waiters in the index").isEmpty();
    assertThat(ledger.openRuns(null, RUNS_MAX)).as("runs that are not told").isEmpty();
  }

  static void checkAnnounced(VirtualCloud cloud, List<RunId> runs) {
    for (var run : runs) {
      assertThat(cloud.announced()).as("announced").contains(run + " " + cloud.run(run).state());
    }
  }

  private static String end(Run run) {
    var attempts =
        run.member().past().stream()
            .map(past -> past.outcome() + " on " + past.capacity())
            .toList();
    return run.state() + " " + attempts;
  }
}

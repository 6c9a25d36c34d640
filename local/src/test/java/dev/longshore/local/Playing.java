package dev.longshore.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.time.Duration;
import java.util.List;

/** One scenario with at most one fault, and what is true of every end. */
record Playing(Scenario scenario, FaultyCalls calls, EventFault events) {

  private static final Duration AFTERWARDS = Duration.ofMinutes(5);

  /**
   * How it ended.
   *
   * @param end of each run: its state, and the outcome and capacity of each attempt
   * @param calls that the handlers made
   * @param events that were put
   */
  record Played(List<String> end, List<String> calls, int events) {}

  static Played undisturbed(Scenario scenario) {
    return new Playing(scenario, FaultyCalls.none(), EventFault.none()).play();
  }

  static Played with(Scenario scenario, FaultyCalls calls) {
    return new Playing(scenario, calls, EventFault.none()).play();
  }

  static Played with(Scenario scenario, EventFault events) {
    return new Playing(scenario, FaultyCalls.none(), events).play();
  }

  private Played play() {
    var cloud =
        new VirtualCloud(
            List.of(scenario.job()), scenario.scripts(), scenario.market(), calls, events);
    calls.countWhile(() -> cloud.cloud().lambda().running() != null);
    var runs = scenario.play(cloud);
    var made = List.copyOf(calls.names());
    cloud.loop().runFor(events.longestDelay().plus(AFTERWARDS));
    checkNothingIsLeft(cloud, runs);
    return new Played(
        runs.stream().map(cloud::run).map(Playing::end).toList(), made, events.count());
  }

  private void checkNothingIsLeft(VirtualCloud cloud, List<RunId> runs) {
    assertThat(cloud.runtime().live()).as("live tasks").isZero();
    assertThat(cloud.cloud().stepFunctions().running()).as("running executions").isZero();
    assertThat(cloud.mostAtOnce()).as("tasks of one run at once").isLessThanOrEqualTo(1);
    assertThat(cloud.startsByAttempt().values())
        .as("tasks of each attempt")
        .allMatch(starts -> starts == 1);
    var slot = cloud.cloud().ledger().slot("etl").value();
    assertThat(slot.holders()).as("held places").isEmpty();
    assertThat(slot.waiting()).as("waiters").isZero();
    assertThat(cloud.cloud().ledger().waiters("etl", 10)).as("waiters in the index").isEmpty();
    assertThat(cloud.cloud().ledger().openRuns(null, 10)).as("runs that are not told").isEmpty();
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

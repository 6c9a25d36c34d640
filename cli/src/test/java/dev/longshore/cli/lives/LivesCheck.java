package dev.longshore.cli.lives;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.json.Fields;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold once the last life has ended, by the ledger and by what the programs wrote. */
record LivesCheck(KilledLives lives, List<Run> runs, List<TraceLine> trace) {

  private static final Duration RATE = Duration.ofMinutes(2);
  private static final String TICK =
      "arn:aws:scheduler:us-east-1:000000000000:schedule/longshore/tick-0";

  /** Checks all of it, and answers how many runs there were, and how many interruptions. */
  static String check(KilledLives lives) {
    var check =
        new LivesCheck(lives, lives.ledger().runs(), TraceLine.of(lives.harbour().folder()));
    check.eachTriggerEndedInOneRun();
    check.eachFiringHasOneRun();
    check.eachMessageHasOneRun();
    check.killsCountAgainstNobody();
    check.programsAndLedgerAgree();
    check.nothingIsLeft();
    return check.summary();
  }

  private void eachTriggerEndedInOneRun() {
    assertThat(runs).allSatisfy(run -> assertThat(run.state()).isEqualTo(RunState.SUCCEEDED));
    assertThat(runs.stream().map(run -> run.id().value()))
        .doesNotHaveDuplicates()
        .containsAll(lives.accepted());
  }

  private List<Run> triggeredBy(Trigger.Type type) {
    return runs.stream().filter(run -> run.trigger().type() == type).toList();
  }

  private void eachFiringHasOneRun() {
    var times =
        triggeredBy(Trigger.Type.SCHEDULE).stream()
            .map(run -> run.trigger().time())
            .sorted()
            .toList();
    assertThat(times).isNotEmpty().doesNotHaveDuplicates();
    for (var i = 1; i < times.size(); i++) {
      assertThat(times.get(i))
          .as("the firing after %s", times.get(i - 1))
          .isEqualTo(times.get(i - 1).plus(RATE));
    }
    var mark = lives.ledger().mark(TICK).orElse(Instant.MIN);
    assertThat(times.getLast().plus(RATE)).as("the firing after the last").isAfter(mark);
  }

  private void eachMessageHasOneRun() {
    var numbers =
        triggeredBy(Trigger.Type.MESSAGE).stream()
            .map(run -> new Fields(run.parameters().values()).integer("n"))
            .toList();
    assertThat(numbers).doesNotHaveDuplicates().containsAll(lives.letters().acknowledged());
  }

  private void killsCountAgainstNobody() {
    for (var run : runs) {
      var outcomes =
          run.member().past().stream().collect(groupingBy(PastAttempt::outcome, counting()));
      var failures = run.job().value().equals("flaky") ? 1L : 0L;
      assertThat(outcomes.getOrDefault(Outcome.SUCCEEDED, 0L)).as("%s", run).isEqualTo(1);
      assertThat(outcomes.getOrDefault(Outcome.FAILED, 0L))
          .as("%s", run)
          .isLessThanOrEqualTo(failures);
      assertThat(outcomes.keySet())
          .as("%s", run)
          .isSubsetOf(Outcome.SUCCEEDED, Outcome.FAILED, Outcome.INTERRUPTED);
      assertThat(run.member().past())
          .filteredOn(attempt -> attempt.outcome() == Outcome.INTERRUPTED)
          .allSatisfy(attempt -> assertThat(attempt.counted()).as("%s", run).isFalse());
    }
  }

  private void programsAndLedgerAgree() {
    assertThat(keys("OVERLAP"))
        .as("attempts that began while another of their run was alive")
        .isEmpty();
    assertThat(trace.stream().filter(line -> line.word().equals("START")).map(TraceLine::key))
        .doesNotHaveDuplicates();
    assertThat(keys("START")).containsAll(attempts(Outcome.SUCCEEDED)).isSubsetOf(attempts());
    assertThat(keys("END")).containsAll(attempts(Outcome.SUCCEEDED));
    assertThat(keys("FAIL")).containsAll(attempts(Outcome.FAILED));
  }

  private Set<String> keys(String word) {
    return trace.stream()
        .filter(line -> line.word().equals(word))
        .map(TraceLine::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> attempts(Outcome... outcomes) {
    var wanted = Set.of(outcomes.length == 0 ? Outcome.values() : outcomes);
    return runs.stream()
        .flatMap(run ->
            run.member().past().stream()
                .filter(attempt -> wanted.contains(attempt.outcome()))
                .map(attempt -> run.id() + "/" + attempt.n()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void nothingIsLeft() {
    assertThat(LivingTasks.of(lives.harbour().folder())).as("tasks that are alive").isEmpty();
    assertThat(List.of("tick", "slow", "flaky", "letter"))
        .as("jobs of which a run holds a place or waits for one")
        .allSatisfy(job -> assertThat(lives.ledger().places(job)).as(job).isZero());
  }

  private String summary() {
    Map<String, Long> byJob =
        runs.stream().collect(groupingBy(run -> run.job().value(), counting()));
    return "%s, interrupted %d, up again in %d ms"
        .formatted(byJob, attempts(Outcome.INTERRUPTED).size(), lives.upAgain().toMillis());
  }
}

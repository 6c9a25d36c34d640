package dev.longshore.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cost.Bill;
import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.Catalog;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.job.Parameters;
import dev.longshore.run.Decision;
import dev.longshore.run.Outcome;
import dev.longshore.run.Overrides;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import dev.longshore.run.Trigger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrialRunTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private static Optional<String> chosen(Job... jobs) {
    return TrialRun.job(Catalog.of(Arrays.asList(jobs))).map(job -> job.name().value());
  }

  @Test
  void theSmallestJobIsTriedAndOfThoseTheFirstByName() {
    assertThat(chosen(AccountTest.job("b", ""), AccountTest.job("a", ""))).contains("a");
    assertThat(chosen()).isEmpty();
  }

  @Test
  void noJobIsTriedThatNeedsAParameter() {
    assertThat(
            chosen(AccountTest.job("a", ",'parameters':{'n':{'type':'INTEGER','required':true}}")))
        .isEmpty();
    assertThat(chosen(AccountTest.job("a", ",'command':['x','{{ params.n }}']"))).isEmpty();
    assertThat(
            chosen(AccountTest.job("a", ",'parameters':{'n':{'type':'INTEGER','required':false}}")))
        .contains("a");
  }

  @Test
  void noJobIsTriedWhoseRunsTakePlacesFromOthers() {
    assertThat(chosen(AccountTest.job("a", ",'concurrency':3"))).isEmpty();
    assertThat(chosen(AccountTest.job("a", ",'overlap':'SKIP'"))).isEmpty();
    assertThat(chosen(AccountTest.job("a", ",'overlap':'ALLOW'"))).contains("a");
  }

  private static Run run(RunState state, Outcome outcome, @Nullable Instant started, String cost) {
    var run =
        Run.opened(
            new JobName("a"),
            null,
            Trigger.person("p", NOW),
            Parameters.NONE,
            Overrides.NONE,
            null,
            NOW);
    var money = Money.parse(cost);
    var past =
        new PastAttempt(
            1,
            Capacity.ON_DEMAND,
            new FargateSize(256, 512),
            outcome,
            0,
            null,
            null,
            "arn",
            started,
            NOW,
            new Bill(60, money, money, false),
            true);
    return run.with(run.member().closed(past).ended(state, "why", new Decision(NOW, "end", "")));
  }

  @Test
  void aRunThatWasCarriedOutAndToldIsFine() {
    var run = run(RunState.SUCCEEDED, Outcome.SUCCEEDED, NOW, "0.000206").asTold();
    assertThat(TrialRun.findings(run)).isEmpty();
  }

  @Test
  void whatIsNotAsItShouldBeIsSaid() {
    assertThat(TrialRun.findings(run(RunState.SUCCEEDED, Outcome.SUCCEEDED, null, "0.000206")))
        .containsExactly(
            "nobody saw its task RUNNING: events of ECS do not arrive",
            "its end was not told: its state machine has not heard of it");
    assertThat(
            TrialRun.findings(
                run(RunState.FAILED, Outcome.LAUNCH_FAILED, null, "0.000000").asTold()))
        .containsExactly(
            "it is FAILED: why", "it cost nothing, so its task never pulled its image");
    var open =
        Run.opened(
            new JobName("a"),
            null,
            Trigger.person("p", NOW),
            Parameters.NONE,
            Overrides.NONE,
            null,
            NOW);
    assertThat(TrialRun.findings(open)).containsExactly("it is still RUNNING");
    var skipped =
        open.with(open.member().ended(RunState.SKIPPED, "", new Decision(NOW, "end", "")));
    assertThat(TrialRun.findings(skipped.asTold()))
        .containsExactly("it is SKIPPED", "it had no attempt");
  }
}

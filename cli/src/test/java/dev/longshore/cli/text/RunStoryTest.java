package dev.longshore.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cost.Bill;
import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.JobName;
import dev.longshore.job.Parameters;
import dev.longshore.run.Cancellation;
import dev.longshore.run.Decision;
import dev.longshore.run.Member;
import dev.longshore.run.Outcome;
import dev.longshore.run.Overrides;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import dev.longshore.run.StopIntent;
import dev.longshore.run.TaskRequest;
import dev.longshore.run.Trigger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunStoryTest {

  private static final Instant START = Instant.parse("2026-11-21T23:59:58Z");
  private static final FargateSize SIZE = new FargateSize(256, 512);

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static Decision decided(int second, String decision, String evidence) {
    return new Decision(at(second), decision, evidence);
  }

  private static Run run(Member member) {
    return opened().with(member);
  }

  private static Run opened() {
    return Run.opened(
        new JobName("nightly"),
        null,
        Trigger.schedule("arn:s", at(0), ZoneId.of("Asia/Seoul")),
        new Parameters(Map.of("key", "v")),
        Overrides.NONE,
        null,
        at(0));
  }

  private static Member launched() {
    var request = new TaskRequest("f", Capacity.SPOT, SIZE, List.of(), new TreeMap<>(), List.of());
    return opened()
        .member()
        .admitted(decided(1, "admitted", "nothing limits it"))
        .launching(request, at(1), decided(1, "attempt 1 on SPOT", "capacity.spot is preferred"));
  }

  private static PastAttempt past(Outcome outcome, String code, String reason) {
    return new PastAttempt(
        1,
        Capacity.SPOT,
        SIZE,
        outcome,
        143,
        code,
        reason,
        "arn:task",
        at(2),
        at(5),
        new Bill(60, Money.parse("0.000065"), Money.parse("0.000206"), false),
        true);
  }

  private static List<String> told(Run run) {
    return RunStory.of(run).stream()
        .map(step ->
            "%d %s|%s"
                .formatted(
                    step.at().getEpochSecond() - START.getEpochSecond(), step.what(), step.why()))
        .toList();
  }

  @Test
  void tellsOfTheTriggerInTheSchedulesZone() {
    assertThat(told(opened()))
        .containsExactly(
            "0 Opened by its schedule, for 2026-11-22T08:59:58+09:00|parameters key=v");
  }

  @Test
  void tellsWhatAnInterruptionLedTo() {
    var member =
        launched()
            .closed(
                past(Outcome.INTERRUPTED, "SpotInterruption", "Your Spot Task was interrupted."))
            .decided(decided(6, "attempt 1 INTERRUPTED", "stopCode SpotInterruption: taken back"))
            .backingOff(at(36), false, decided(6, "retry at " + at(36), "0 of 5 used"));
    assertThat(told(run(member)).subList(1, 7))
        .containsExactly(
            "1 It may start|nothing limits it",
            "1 Attempt 1 is launched on Spot|capacity.spot is preferred",
            "2 The task of attempt 1 runs|arn:task",
            "5 The task of attempt 1 stopped; its program exited with 143|SpotInterruption: Your"
                + " Spot Task was interrupted.",
            "6 So attempt 1 counts as INTERRUPTED|stopCode SpotInterruption: taken back",
            "6 It is tried again after 30 s, at 00:00:34.000|0 of 5 used");
  }

  @Test
  void tellsOfWaitingAndOfBeingSkipped() {
    var waiting = opened().member().waiting(decided(1, "waiting", "1 of 1 places are taken"));
    assertThat(told(run(waiting)).getLast())
        .isEqualTo("1 It waits for a place|1 of 1 places are taken");
    var skipped =
        opened().member().ended(RunState.SKIPPED, "x", decided(1, "skipped", "x is open"));
    assertThat(told(run(skipped)).getLast()).isEqualTo("1 It is skipped|x is open");
  }

  @Test
  void tellsOfACancellationWhereItCame() {
    var open = launched().openAttempt().orElseThrow().withTask("arn:task").withStart(at(2));
    var stopped = open.withIntent(new StopIntent(Outcome.CANCELLED, "wrong date", at(4)));
    var cancelling =
        run(launched().open(stopped)).cancelling(new Cancellation(at(4), "wrong date"));
    assertThat(told(cancelling).subList(3, 6))
        .containsExactly(
            "2 The task of attempt 1 runs|arn:task",
            "4 Cancellation asked for|wrong date",
            "4 Attempt 1 is stopped as CANCELLED|wrong date");
    var ended =
        launched()
            .closed(past(Outcome.CANCELLED, "UserInitiated", "longshore:CANCELLED: wrong date"))
            .decided(decided(6, "attempt 1 CANCELLED", "we stopped it"))
            .ended(RunState.CANCELLED, "wrong date", decided(6, "cancelled", "wrong date"));
    var run = cancelling.with(ended);
    assertThat(told(run).subList(3, 7))
        .extracting(line -> line.substring(0, line.indexOf('|')))
        .containsExactly(
            "2 The task of attempt 1 runs",
            "4 Cancellation asked for",
            "5 The task of attempt 1 stopped; its program exited with 143",
            "6 So attempt 1 counts as CANCELLED");
  }

  @Test
  void anUnknownDecisionIsToldInItsOwnWords() {
    var member = opened().member().decided(decided(3, "budget extended", "2 USD are left"));
    assertThat(told(run(member)).getLast()).isEqualTo("3 Budget extended|2 USD are left");
  }

  @Test
  void linesFitTheTerminalAndNameEachDayOnce() {
    var member = launched().decided(decided(3, "give up", "a long story of many words ".repeat(9)));
    var lines = RunStory.lines(run(member), 60);
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
    assertThat(lines.getFirst()).isEqualTo("2026-11-21, UTC");
    assertThat(lines).containsOnlyOnce("2026-11-22, UTC");
    assertThat(lines).contains("23:59:59.000  It may start", "              nothing limits it");
  }
}

package dev.longshore.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cost.Bill;
import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.JobCodec;
import dev.longshore.job.Parameters;
import dev.longshore.job.SampleJob;
import dev.longshore.json.Json;
import dev.longshore.run.Cancellation;
import dev.longshore.run.Decision;
import dev.longshore.run.Outcome;
import dev.longshore.run.Overrides;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import dev.longshore.run.SampleRun;
import dev.longshore.run.Trigger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RunRecordTest {

  private static final Instant OPENED = SampleRun.OPENED;
  private static final Decision WHY = new Decision(OPENED.plusSeconds(90), "why", "because");
  private static final Run RUN = SampleRun.of(SampleJob.smallest(), "r", OPENED);

  private static final List<String> KEYS =
      List.of(
          "runId",
          "job",
          "jobVersion",
          "trigger",
          "state",
          "reason",
          "params",
          "rerunOf",
          "openedAt",
          "startedAt",
          "endedAt",
          "attempts",
          "cost",
          "onDemandCost");
  private static final List<String> ATTEMPT_KEYS =
      List.of(
          "n",
          "member",
          "capacity",
          "outcome",
          "exitCode",
          "stopCode",
          "stoppedReason",
          "taskArn",
          "cpu",
          "memory",
          "startedAt",
          "stoppedAt",
          "billedSeconds",
          "cost");

  private static PastAttempt ended(int n, Outcome outcome, long micros, long onDemand) {
    var attempt = SampleRun.ended(n, outcome);
    return SampleRun.with(
        attempt, attempt.size(), new Bill(61, new Money(micros), new Money(onDemand), false));
  }

  private static List<?> attempts(Run run) {
    return (List<?>) Objects.requireNonNull(RunRecord.of(run).get("attempts"));
  }

  @Test
  void aFreshRunHasEveryKeyAndKnowsLittle() {
    var record = RunRecord.of(RUN);

    assertThat(record.keySet()).containsExactlyElementsOf(KEYS);
    assertThat(Json.write(record))
        .isEqualTo(
            """
            {"runId":"%s","job":"etl","jobVersion":"%s",\
            "trigger":{"type":"person","time":"2026-11-21T02:30:00Z","id":"r"},\
            "state":"RUNNING","reason":null,"params":{},"rerunOf":null,\
            "openedAt":"2026-11-21T02:30:00Z","startedAt":null,"endedAt":null,\
            "attempts":[],"cost":"0.000000","onDemandCost":"0.000000"}\
            """
                .formatted(RUN.id(), JobCodec.version(SampleJob.smallest())));
  }

  @Test
  void anEndedAttemptHasEveryKey() {
    var attempt =
        new PastAttempt(
            2,
            Capacity.ON_DEMAND,
            SampleJob.smallest().size(),
            Outcome.FAILED,
            3,
            "EssentialContainerExited",
            "Essential container in task exited",
            "arn:task/2",
            OPENED.plusSeconds(20),
            OPENED.plusMillis(80_500),
            new Bill(61, new Money(209), new Money(209), false),
            true);
    var record = (Map<?, ?>) attempts(RUN.with(RUN.member().closed(attempt))).getFirst();

    assertThat(List.copyOf(record.keySet())).isEqualTo(ATTEMPT_KEYS);
    assertThat(Json.write(record))
        .isEqualTo(
            """
            {"n":2,"member":null,"capacity":"ON_DEMAND","outcome":"FAILED","exitCode":3,\
            "stopCode":"EssentialContainerExited",\
            "stoppedReason":"Essential container in task exited","taskArn":"arn:task/2",\
            "cpu":256,"memory":512,"startedAt":"2026-11-21T02:30:20Z",\
            "stoppedAt":"2026-11-21T02:31:20.500Z","billedSeconds":61,"cost":"0.000209"}\
            """);
  }

  @Test
  void anOpenAttemptHasTheSameKeysAndNullForWhatIsNotKnownYet() {
    var run = RUN.with(RUN.member().launching(SampleRun.request(), OPENED, WHY));
    var record = (Map<?, ?>) attempts(run).getFirst();

    assertThat(List.copyOf(record.keySet())).isEqualTo(ATTEMPT_KEYS);
    assertThat(Json.write(record))
        .isEqualTo(
            """
            {"n":1,"member":null,"capacity":"SPOT","outcome":null,"exitCode":null,\
            "stopCode":null,"stoppedReason":null,"taskArn":null,"cpu":256,"memory":512,\
            "startedAt":null,"stoppedAt":null,"billedSeconds":null,"cost":null}\
            """);
  }

  @Test
  void theRunStartsWithItsFirstStartAndEndsWithItsEnd() {
    var run =
        RUN.with(
            RUN.member()
                .closed(SampleRun.ended(1, Outcome.FAILED))
                .closed(SampleRun.ended(2, Outcome.SUCCEEDED))
                .ended(RunState.SUCCEEDED, "", WHY));

    assertThat(RunRecord.of(run))
        .containsEntry("startedAt", OPENED.toString())
        .containsEntry("endedAt", WHY.at().toString())
        .containsEntry("state", "SUCCEEDED")
        .containsEntry("reason", null);
  }

  @Test
  void theReasonIsSaidOfAnEndThatHasOne() {
    var run = RUN.with(RUN.member().ended(RunState.FAILED, "FAILED: 0 of 0 retries used", WHY));

    assertThat(RunRecord.of(run)).containsEntry("reason", "FAILED: 0 of 0 retries used");
    assertThat(RunRecord.of(RUN.cancelling(new Cancellation(OPENED, "enough"))))
        .containsEntry("state", "CANCELLING")
        .containsEntry("reason", null);
  }

  @Test
  void costsAreTheSumsOfTheAttempts() {
    var run =
        RUN.with(
            RUN.member()
                .closed(ended(1, Outcome.INTERRUPTED, 1, 10))
                .closed(ended(2, Outcome.SUCCEEDED, 999_999, 2_000_000)));

    assertThat(RunRecord.of(run))
        .containsEntry("cost", "1.000000")
        .containsEntry("onDemandCost", "2.000010");
  }

  @Test
  void oneAttemptOfUnknownPriceMakesTheSumUnknown() {
    var run =
        RUN.with(
            RUN.member()
                .closed(ended(1, Outcome.INTERRUPTED, 1, 10))
                .closed(SampleRun.unpriced(SampleRun.ended(2, Outcome.SUCCEEDED))));

    assertThat(RunRecord.of(run)).containsEntry("cost", null).containsEntry("onDemandCost", null);
  }

  @Test
  void parametersKeepTheirTypes() {
    var run =
        Run.opened(
            RUN.job(),
            RUN.version(),
            new Trigger(Trigger.Type.MESSAGE, OPENED, "q/m", ZoneOffset.UTC),
            new Parameters(Map.of("limit", 5, "all", true, "key", "a/b")),
            Overrides.NONE,
            new RunId("etl-20261120T023000Z-abcdefgh2345"),
            OPENED);

    assertThat(Json.write(RunRecord.of(run)))
        .contains("\"params\":{\"all\":true,\"key\":\"a/b\",\"limit\":5}")
        .contains("\"rerunOf\":\"etl-20261120T023000Z-abcdefgh2345\"")
        .contains("\"trigger\":{\"type\":\"message\",\"time\":\"2026-11-21T02:30:00Z\"");
  }

  @Test
  void aRunOfAGoneJobHasNoVersion() {
    var run =
        Run.opened(RUN.job(), null, RUN.trigger(), Parameters.NONE, Overrides.NONE, null, OPENED);

    assertThat(RunRecord.of(run)).containsEntry("jobVersion", null);
  }

  @Test
  void eachTriggerTypeHasTheWordOfTheDesign() {
    assertThat(Trigger.Type.values())
        .extracting(Trigger.Type::word)
        .containsExactly("schedule", "message", "event", "after", "person", "backfill", "worker");
  }
}

package dev.longshore.functions.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.functions.SampleEvents;
import dev.longshore.functions.TestCloud;
import dev.longshore.job.JobName;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.Trigger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenScheduledRunHandlerTest {

  private static final Instant TIME = Instant.parse("2026-11-21T17:30:00Z");

  private final TestCloud cloud = new TestCloud();

  private RunId handle(Map<String, Object> event) {
    var answer = cloud.schedules().handleRequest(event, null);
    return new RunId((String) Objects.requireNonNull(answer.get("runId")));
  }

  private Run run(RunId id) {
    return cloud.ledger.run(id).value();
  }

  @Test
  void aScheduleThatFiresOpensARunForItsScheduledTime() {
    var id = handle(SampleEvents.read("open-scheduled-run"));

    var trigger =
        Trigger.schedule(
            "arn:aws:scheduler:us-east-1:111122223333:schedule/longshore-prod/nightly-orders",
            TIME,
            ZoneId.of("Asia/Seoul"));
    assertThat(id).isEqualTo(RunId.of(new JobName("nightly-orders"), trigger));
    assertThat(run(id).trigger()).isEqualTo(trigger);
    assertThat(cloud.started).hasSize(1);
  }

  @Test
  void aScheduleThatFiresTwiceOpensOneRun() {
    var once = handle(SampleEvents.read("open-scheduled-run"));

    assertThat(handle(SampleEvents.read("open-scheduled-run"))).isEqualTo(once);
    assertThat(cloud.ledger.openRuns(null, 9)).containsExactly(once);
  }

  @Test
  void aScheduleOfAGoneJobLeavesARunThatSaysSoHoweverOftenItFires() {
    var event = SampleEvents.read("open-scheduled-run-of-a-gone-job");
    var id = handle(event);

    assertThat(handle(event)).isEqualTo(id);
    assertThat(run(id).version()).isNull();
    assertThat(run(id).member().decisions())
        .singleElement()
        .matches(decision -> decision.evidence().equals("there is no job gone"));
  }

  @Test
  void aPayloadWithoutItsTimeIsAnError() {
    var event = new LinkedHashMap<>(SampleEvents.read("open-scheduled-run"));
    event.remove("scheduledTime");

    assertThatThrownBy(() -> handle(event)).hasMessage("scheduledTime is missing");
    assertThat(cloud.started).isEmpty();
  }
}

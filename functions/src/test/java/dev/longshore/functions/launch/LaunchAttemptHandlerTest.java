package dev.longshore.functions.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.functions.SampleEvents;
import dev.longshore.functions.TestCloud;
import dev.longshore.ledger.NoSuchRun;
import dev.longshore.run.StateEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LaunchAttemptHandlerTest {

  private final TestCloud cloud = new TestCloud().withRun();

  @Test
  void anEntryIsBoundAndItsTaskLaunched() {
    var answer = cloud.launches().handleRequest(SampleEvents.read("launch-attempt"), null);

    assertThat(answer).isEmpty();
    assertThat(cloud.run().member().entry())
        .isEqualTo(
            new StateEntry(
                Instant.parse("2026-11-21T17:30:01.250Z"),
                0,
                "arn:aws:states:us-east-1:111122223333:execution:longshore-run:" + TestCloud.RUN,
                "AQCEAAAAKgAAAAMAAAAAAAAAAexampletoken",
                false));
    assertThat(cloud.launched)
        .singleElement()
        .matches(task -> task.startedBy().equals("ls/prod/" + TestCloud.RUN + "/0/1"));
    assertThat(cloud.answered).isEmpty();
  }

  @Test
  void theSameEntryAgainLaunchesNothing() {
    var handler = cloud.launches();
    handler.handleRequest(SampleEvents.read("launch-attempt"), null);
    handler.handleRequest(SampleEvents.read("launch-attempt"), null);

    assertThat(cloud.launched).hasSize(1);
  }

  @Test
  void aRunThatIsNotThereIsAnError() {
    assertThatThrownBy(() ->
            new TestCloud().launches().handleRequest(SampleEvents.read("launch-attempt"), null))
        .isInstanceOf(NoSuchRun.class);
  }

  @Test
  void aPayloadWithoutATokenIsAnError() {
    var event = SampleEvents.read("launch-attempt");
    event.remove("token");

    assertThatThrownBy(() -> cloud.launches().handleRequest(event, null))
        .hasMessage("token is missing");
  }
}

package dev.longshore.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

class EventBridgeAnnouncementsTest {

  private static final RunId RUN = new RunId("etl-20261121T023000Z-abcdefgh2345");

  private static final class FakeEvents implements EventBridgeClient {

    final List<PutEventsRequest> put = new ArrayList<>();
    private int failed;

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      put.add(request);
      return PutEventsResponse.builder().failedEntryCount(failed).build();
    }

    @Override
    public String serviceName() {
      return "events";
    }

    @Override
    public void close() {}
  }

  private final FakeEvents events = new FakeEvents();
  private final EventBridgeAnnouncements announcements =
      new EventBridgeAnnouncements(events, SfnExecutionsTest.deployment());

  @Test
  void anEndIsAnEventOnOurBus() {
    announcements.announce(RUN, RunState.SUCCEEDED);

    assertThat(events.put)
        .containsExactly(
            PutEventsRequest.builder()
                .entries(
                    PutEventsRequestEntry.builder()
                        .eventBusName("bus")
                        .source("longshore")
                        .detailType("Longshore Job Run State Change")
                        .detail("{\"runId\":\"" + RUN + "\",\"state\":\"SUCCEEDED\"}")
                        .build())
                .build());
  }

  @Test
  void anEventThatTheBusDidNotTakeIsNotToldOf() {
    events.failed = 1;

    assertThatThrownBy(() -> announcements.announce(RUN, RunState.FAILED))
        .isInstanceOf(IllegalStateException.class);
  }
}

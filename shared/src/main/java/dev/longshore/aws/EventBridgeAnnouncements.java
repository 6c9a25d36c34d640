package dev.longshore.aws;

import dev.longshore.json.Json;
import dev.longshore.orchestration.Announcements;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Announcements on an EventBridge bus, as the state machine's own Announce makes them. */
public final class EventBridgeAnnouncements implements Announcements {

  private static final String SOURCE = "longshore";
  private static final String DETAIL_TYPE = "Longshore Job Run State Change";

  private final EventBridgeClient events;
  private final Deployment deployment;

  public EventBridgeAnnouncements(EventBridgeClient events, Deployment deployment) {
    this.events = events;
    this.deployment = deployment;
  }

  @Override
  public void announce(RunId run, RunState state) {
    var entry =
        PutEventsRequestEntry.builder()
            .eventBusName(deployment.eventBus())
            .source(SOURCE)
            .detailType(DETAIL_TYPE)
            .detail(Json.write(Json.object().put("runId", run).put("state", state).fields()))
            .build();
    var response = events.putEvents(PutEventsRequest.builder().entries(entry).build());
    if (response.failedEntryCount() > 0) {
      throw new IllegalStateException("EventBridge did not take the event: " + response.entries());
    }
  }
}

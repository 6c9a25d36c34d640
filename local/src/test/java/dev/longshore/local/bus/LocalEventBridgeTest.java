package dev.longshore.local.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.local.call.Calls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class LocalEventBridgeTest {

  private static final String RUN = "etl-20261121T120000Z-aaaaaaaaaaaa";

  private final LocalEventBridge events = new LocalEventBridge(Calls.DIRECT);
  private final List<String> heard = new ArrayList<>();

  private static PutEventsRequestEntry entry(String type, String detail) {
    return PutEventsRequestEntry.builder()
        .source("longshore")
        .detailType(type)
        .detail(detail)
        .build();
  }

  @Test
  void whoListensHearsOfTheEndsOfRuns() {
    events.onRunEnd((run, state) -> heard.add(run + " " + state));

    var response =
        events.putEvents(
            PutEventsRequest.builder()
                .entries(
                    entry("Something Else", "{}"),
                    entry(
                        "Longshore Job Run State Change",
                        "{\"runId\":\"%s\",\"state\":\"FAILED\"}".formatted(RUN)))
                .build());

    assertThat(response.failedEntryCount()).isZero();
    assertThat(response.entries()).hasSize(2);
    assertThat(heard).containsExactly(RUN + " FAILED");
  }
}

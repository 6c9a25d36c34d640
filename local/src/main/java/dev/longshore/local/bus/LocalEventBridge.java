package dev.longshore.local.bus;

import dev.longshore.json.Json;
import dev.longshore.local.call.Calls;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** PutEvents, and who listens to the ends of runs. */
public final class LocalEventBridge implements EventBridgeClient {

  private static final String RUN_CHANGE = "Longshore Job Run State Change";

  private final Calls calls;
  private final List<BiConsumer<RunId, RunState>> listeners = new CopyOnWriteArrayList<>();

  public LocalEventBridge(Calls calls) {
    this.calls = calls;
  }

  /** Tells {@code listener} of each end of a run that is announced from now on. */
  public void onRunEnd(BiConsumer<RunId, RunState> listener) {
    listeners.add(listener);
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    return calls.make(
        "events:PutEvents",
        () -> {
          request.entries().forEach(this::put);
          var results =
              request.entries().stream()
                  .map(_ -> PutEventsResultEntry.builder().eventId("0").build())
                  .toList();
          return PutEventsResponse.builder().failedEntryCount(0).entries(results).build();
        });
  }

  private void put(PutEventsRequestEntry entry) {
    if (entry.detailType().equals(RUN_CHANGE)) {
      var detail = Json.parseObject(entry.detail());
      var run = new RunId(detail.text("runId"));
      var state = detail.word("state", RunState.class);
      listeners.forEach(listener -> listener.accept(run, state));
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}

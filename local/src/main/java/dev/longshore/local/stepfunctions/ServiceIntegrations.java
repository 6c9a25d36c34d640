package dev.longshore.local.stepfunctions;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.local.lambda.LocalLambda;
import dev.longshore.local.lambda.LocalLambda.Answered;
import dev.longshore.local.lambda.LocalLambda.Failed;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.states.TaskResource;
import dev.longshore.states.interpreter.TaskCall;
import dev.longshore.states.interpreter.TaskResources;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Carries out the Task states of our state machines: functions and events. */
public final class ServiceIntegrations implements TaskResources {

  private static final int OK = 200;
  private static final Logger LOG = LoggerFactory.getLogger(ServiceIntegrations.class);

  private final EventLoop loop;
  private final LocalLambda lambda;
  private final EventBridgeClient events;

  public ServiceIntegrations(EventLoop loop, LocalLambda lambda, EventBridgeClient events) {
    this.loop = loop;
    this.lambda = lambda;
    this.events = events;
  }

  @Override
  public void call(TaskCall call) {
    var arguments = Fields.of(call.arguments());
    if (call.resource().equals(TaskResource.EVENTS_PUT)) {
      putEvents(call, arguments);
    } else {
      // Not on the execution's own step: it goes on as soon as its token is answered, though the
      // function may still be at work.
      var _ = loop.soon(() -> invoke(call, arguments));
    }
  }

  private void invoke(TaskCall call, Fields arguments) {
    var payload = arguments.object("Payload").orElse(new Fields(Map.of())).values();
    switch (lambda.<Map<String, ?>, Object>invoke(arguments.text("FunctionName"), payload)) {
      case Answered<Object>(var answer) ->
          call.succeed(Json.object().put("StatusCode", OK).put("Payload", answer).fields());
      case Failed<Object>(var error, var cause) -> call.fail(error, cause);
    }
  }

  private void putEvents(TaskCall call, Fields arguments) {
    var entries = arguments.objects("Entries").stream().map(ServiceIntegrations::entry).toList();
    try {
      var response = events.putEvents(PutEventsRequest.builder().entries(entries).build());
      call.succeed(Map.of("FailedEntryCount", response.failedEntryCount()));
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).addKeyValue("execution", call.execution()).log("putEvents failed");
      call.fail("EventBridge.EventBridgeException", e.getMessage());
    }
  }

  private static PutEventsRequestEntry entry(Fields entry) {
    return PutEventsRequestEntry.builder()
        .eventBusName(entry.text("EventBusName"))
        .source(entry.text("Source"))
        .detailType(entry.text("DetailType"))
        .detail(Json.write(entry.object("Detail").orElseThrow().values()))
        .build();
  }
}

package dev.longshore.architecture.grants;

import dev.longshore.json.Json;
import java.time.InstantSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * What Container Insights would say of tasks that do nothing, and what those log: nothing.
 *
 * @param family of their task definition
 */
record IdleLogs(InstantSource clock, String family) implements CloudWatchLogsClient {

  @Override
  public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
    if (!request.logGroupName().endsWith("/performance")) {
      return FilterLogEventsResponse.builder().build();
    }
    var line =
        Json.object()
            .put("Timestamp", clock.instant().minusSeconds(30).toEpochMilli())
            .put("CpuUtilized", 0)
            .put("CpuReserved", 256)
            .put("TaskDefinitionFamily", family);
    return FilterLogEventsResponse.builder()
        .events(FilteredLogEvent.builder().message(Json.write(line.fields())).build())
        .build();
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

package dev.longshore.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.decision.Sample;
import dev.longshore.orchestration.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class ContainerInsightsMetricsTest {

  private static final String PERFORMANCE = "/aws/ecs/containerinsights/prod/performance";
  private static final String JOB_LOG = "/longshore/prod/nightly-orders";
  private static final String TASK = "arn:aws:ecs:us-east-1:111122223333:task/prod/0123abcd";
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private final Logs logs = new Logs();
  private final ContainerInsightsMetrics metrics =
      new ContainerInsightsMetrics(
          () -> logs,
          new Deployment(
              new Settings(
                  "prod",
                  List.of(),
                  "s3://checkpoints",
                  new Billing(PriceTable.shipped(), "us-east-1"),
                  null,
                  Map.of()),
              "prod",
              "arn:machine",
              "default",
              "prod_",
              List.of()));

  /** Log groups with events, each answered as one page unless a test says how many. */
  private static final class Logs implements CloudWatchLogsClient {

    final Map<String, List<FilteredLogEvent>> groups = new HashMap<>();
    final List<FilterLogEventsRequest> asked = new ArrayList<>();
    int pages = 1;

    void add(String group, Instant at, String message) {
      groups
          .computeIfAbsent(group, _ -> new ArrayList<>())
          .add(FilteredLogEvent.builder().timestamp(at.toEpochMilli()).message(message).build());
    }

    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
      asked.add(request);
      var events = groups.get(request.logGroupName());
      if (events == null) {
        throw ResourceNotFoundException.builder().build();
      }
      var page = request.nextToken() == null ? 1 : Integer.parseInt(request.nextToken());
      return FilterLogEventsResponse.builder()
          .events(page == 1 ? events : List.of())
          .nextToken(page < pages ? String.valueOf(page + 1) : null)
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private void line(int second, double cpu) {
    var at = NOON.plusSeconds(second);
    logs.add(
        PERFORMANCE,
        at,
        "{\"Type\":\"Task\",\"TaskId\":\"0123abcd\",\"Timestamp\":%d,\"CpuUtilized\":%s,\"CpuReserved\":256.0,\"TaskDefinitionFamily\":\"ls-prod-nightly-orders-0123456789abcdef\"}"
            .formatted(at.toEpochMilli(), cpu));
  }

  @Test
  void aLineAMinuteIsASampleOfThatMinute() {
    line(0, 64);
    line(61, 0);
    logs.add(JOB_LOG, NOON.plusSeconds(-10), "hello");
    logs.add(JOB_LOG, NOON.plusSeconds(61), "x");

    assertThat(metrics.samples(TASK, NOON.minusSeconds(300)))
        .containsExactly(
            new Sample(NOON.minusSeconds(60), NOON, 25, 6),
            new Sample(NOON, NOON.plusSeconds(61), 0, 2));
    assertThat(logs.asked.getFirst().filterPattern())
        .isEqualTo("{ $.Type = \"Task\" && $.TaskId = \"0123abcd\" }");
    assertThat(logs.asked.getLast().logStreamNames()).containsExactly("task/job/0123abcd");
  }

  @Test
  void aMinuteWithoutALineIsAGap() {
    line(0, 0);
    line(90, 0);
    line(179, 0);

    assertThat(metrics.samples(TASK, NOON))
        .extracting(Sample::from)
        .containsExactly(NOON.minusSeconds(60), NOON.plusSeconds(30), NOON.plusSeconds(90));
  }

  @Test
  void whatWasNeverWrittenIsNoSample() {
    assertThat(metrics.samples(TASK, NOON)).isEmpty();
  }

  @Test
  void aLogThatIsTooLongToBeReadIsNoIdleTasks() {
    line(0, 0);
    logs.add(JOB_LOG, NOON, "x");

    logs.pages = ContainerInsightsMetrics.PAGES_MAX;
    assertThat(metrics.samples(TASK, NOON)).hasSize(1);
    logs.pages++;
    assertThat(metrics.samples(TASK, NOON)).isEmpty();
  }
}

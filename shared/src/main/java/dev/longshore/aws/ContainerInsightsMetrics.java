package dev.longshore.aws;

import dev.longshore.decision.Sample;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import dev.longshore.orchestration.TaskMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * What tasks use, from Container Insights' performance log, which has a line a minute for each
 * task, and from the log of the job's own container.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-logs-ECS.html">Performance
 *     log events of ECS</a>
 */
public final class ContainerInsightsMetrics implements TaskMetrics {

  /** The shortest gap between two lines that is one, and no jitter. */
  private static final Duration GAP = Duration.ofSeconds(90);

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final double PERCENT = 100;

  /** The most answers that are read of one log, each 1 MB at most. */
  static final int PAGES_MAX = 20;

  private final Supplier<CloudWatchLogsClient> clients;
  private final Deployment deployment;
  private @Nullable CloudWatchLogsClient logs;

  /**
   * @param clients makes the client, once the first task with an idle policy is looked at
   */
  public ContainerInsightsMetrics(Supplier<CloudWatchLogsClient> clients, Deployment deployment) {
    this.clients = clients;
    this.deployment = deployment;
  }

  /** The log group of Container Insights for a cluster. */
  public static String performanceLog(String cluster) {
    return "/aws/ecs/containerinsights/%s/performance".formatted(cluster);
  }

  /** A line of the performance log. */
  private record Line(Instant at, double cpuPercent, String family) {

    static Line from(Fields fields) {
      return new Line(
          Instant.ofEpochMilli((long) fields.number("Timestamp")),
          PERCENT * fields.number("CpuUtilized") / fields.number("CpuReserved"),
          fields.text("TaskDefinitionFamily"));
    }
  }

  @Override
  public List<Sample> samples(String taskArn, Instant since) {
    var task = taskArn.substring(taskArn.lastIndexOf('/') + 1);
    var lines = lines(task, since);
    if (lines.isEmpty()) {
      return List.of();
    }
    var first = lines.getFirst().at().minus(INTERVAL);
    var logged = logged(lines.getFirst().family(), task, first);
    if (logged.isEmpty()) {
      return List.of(); // too much to be read to its end: it is not idle
    }
    var samples = new ArrayList<Sample>();
    var before = first;
    for (var line : lines) {
      var isGap = Duration.between(before, line.at()).compareTo(GAP) >= 0;
      var from = isGap ? line.at().minus(INTERVAL) : before;
      samples.add(
          new Sample(from, line.at(), line.cpuPercent(), bytes(logged.get(), from, line.at())));
      before = line.at();
    }
    return samples;
  }

  private List<Line> lines(String task, Instant since) {
    var request =
        FilterLogEventsRequest.builder()
            .logGroupName(performanceLog(deployment.cluster()))
            .filterPattern("{ $.Type = \"Task\" && $.TaskId = \"%s\" }".formatted(task))
            .startTime(since.toEpochMilli());
    return read(request).orElse(List.of()).stream()
        .map(event -> Line.from(Json.parseObject(event.message())))
        .sorted(Comparator.comparing(Line::at))
        .toList();
  }

  private Optional<List<FilteredLogEvent>> logged(String family, String task, Instant since) {
    var stack = deployment.settings().stack();
    var job = family.substring("ls-".length() + stack.length() + 1, family.lastIndexOf('-'));
    return read(
        FilterLogEventsRequest.builder()
            .logGroupName(Deployment.logGroup(stack, job))
            .logStreamNames(Deployment.logStream("job", task))
            .startTime(since.toEpochMilli()));
  }

  private static long bytes(List<FilteredLogEvent> events, Instant from, Instant to) {
    return events.stream()
        .filter(event ->
            event.timestamp() > from.toEpochMilli() && event.timestamp() <= to.toEpochMilli())
        .mapToLong(event -> event.message().length() + 1L)
        .sum();
  }

  /** All events; empty if they do not end within {@link #PAGES_MAX} answers. */
  private Optional<List<FilteredLogEvent>> read(FilterLogEventsRequest.Builder request) {
    var client = client();
    var events = new ArrayList<FilteredLogEvent>();
    try {
      for (var pages = 0; pages < PAGES_MAX; pages++) {
        var page = client.filterLogEvents(request.build());
        events.addAll(page.events());
        if (page.nextToken() == null) {
          return Optional.of(events);
        }
        request.nextToken(page.nextToken());
      }
      return Optional.empty();
    } catch (ResourceNotFoundException e) {
      return Optional.of(events); // nothing was ever written there
    }
  }

  private CloudWatchLogsClient client() {
    var client = logs;
    if (client == null) {
      client = clients.get();
      logs = client;
    }
    return client;
  }
}

package dev.longshore.cli.stack;

import dev.longshore.aws.Deployment;
import dev.longshore.cli.log.AttemptLogs;
import dev.longshore.run.Attempt;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * The logs of a stack's attempts: a stream for each task, in the log group of its job.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html">GetLogEvents</a>
 */
record CloudWatchLogs(CloudWatchLogsClient logs, String stack) implements AttemptLogs {

  private static final String CONTAINER = "job";
  private static final Duration PAUSE = Duration.ofSeconds(2);

  // A task is not STOPPED before its log is written, but what was written may be seen later.
  private static final Duration LAG = Duration.ofSeconds(4);

  @Override
  public Optional<AttemptLog> find(Run run, int attempt) {
    var task = taskArn(run, attempt);
    if (task.isEmpty()) {
      return Optional.empty();
    }
    var id = task.get().substring(task.get().lastIndexOf('/') + 1);
    var log =
        new StreamLog(
            Deployment.logGroup(stack, run.job().value()), Deployment.logStream(CONTAINER, id));
    try {
      log.read();
      return Optional.of(log);
    } catch (ResourceNotFoundException e) {
      return Optional.empty(); // nothing was written yet, or its retention is over
    }
  }

  private static Optional<String> taskArn(Run run, int attempt) {
    var past =
        run.member().past().stream().filter(one -> one.n() == attempt).map(PastAttempt::taskArn);
    var open = run.member().openAttempt(attempt).map(Attempt::taskArn).stream();
    return Stream.concat(past, open).filter(Objects::nonNull).findFirst();
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public Duration lag() {
    return LAG;
  }

  private final class StreamLog implements AttemptLog {

    private final String group;
    private final String stream;
    private @Nullable String token;
    private @Nullable GetLogEventsResponse page;

    StreamLog(String group, String stream) {
      this.group = group;
      this.stream = stream;
    }

    private GetLogEventsResponse read() {
      var request =
          GetLogEventsRequest.builder()
              .logGroupName(group)
              .logStreamName(stream)
              .startFromHead(true)
              .nextToken(token)
              .build();
      var read = logs.getLogEvents(request);
      page = read;
      return read;
    }

    @Override
    public long copyTo(OutputStream out) throws IOException {
      var copied = 0L;
      while (true) {
        var current = page == null ? read() : page;
        page = null;
        for (var event : current.events()) {
          var line = (event.message() + "\n").getBytes(StandardCharsets.UTF_8);
          out.write(line);
          copied += line.length;
        }
        var next = current.nextForwardToken();
        // A page that leads to itself is the last one, for now.
        if (next == null || next.equals(token)) {
          return copied;
        }
        token = next;
      }
    }
  }
}

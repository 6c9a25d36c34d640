package dev.longshore.local.host;

import dev.longshore.aws.Deployment;
import dev.longshore.job.Job;
import dev.longshore.local.LocalCloud;
import dev.longshore.local.call.Calls;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.data.DataFolderUnusable;
import dev.longshore.local.loop.EventLoop;
import dev.longshore.local.sqs.CalledSqs;
import dev.longshore.local.sqs.JobQueue;
import dev.longshore.local.sqs.LocalSqsClient;
import dev.longshore.local.sqs.PollingEventSource;
import dev.longshore.local.sqs.QueueServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;

/** The queues of jobs on this machine, and what opens a run for each of their messages. */
public final class LocalQueues implements AutoCloseable {

  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);

  private final QueueServer server;
  private final SqsClient sqs;
  private final CalledSqs called;
  private final List<PollingEventSource> sources = new ArrayList<>();
  private final Map<String, String> urls = new TreeMap<>();
  private final Map<String, String> deadLetterUrls = new TreeMap<>();

  private LocalQueues(QueueServer server, SqsClient sqs, CalledSqs called) {
    this.server = server;
    this.sqs = sqs;
    this.called = called;
  }

  /**
   * Starts the queues of {@code jobs}.
   *
   * @param calls what the calls to the queues go through
   * @param onFailure hears, on any thread, if the queues can no longer be kept
   */
  static LocalQueues start(
      DataFolder data,
      int port,
      List<Job> jobs,
      Deployment deployment,
      EventLoop loop,
      LocalCloud cloud,
      Calls calls,
      Consumer<DataFolderUnusable> onFailure) {
    var queues =
        jobs.stream()
            .map(job -> JobQueue.of(deployment, job.name().value(), FUNCTION_TIMEOUT))
            .toList();
    var settings =
        new QueueServer.Settings(data.queues(), port, LocalHost.ACCOUNT, LocalHost.REGION, queues);
    var server = QueueServer.start(settings, onFailure);
    var client = LocalSqsClient.at(server.endpoint(), LocalHost.REGION);
    var started = new LocalQueues(server, client, new CalledSqs(client, calls));
    var function = cloud.deployForQueues(started.called);
    jobs.forEach(job -> started.poll(job, deployment, loop, cloud, function));
    return started;
  }

  private void poll(
      Job job, Deployment deployment, EventLoop loop, LocalCloud cloud, String function) {
    var name = deployment.queue(job.name().value());
    var url = url(name);
    urls.put(job.name().value(), url);
    deadLetterUrls.put(job.name().value(), url(deployment.deadLetterQueue(name)));
    sources.add(PollingEventSource.start(loop, called, url, cloud.lambda(), function));
  }

  private String url(String queue) {
    return sqs.getQueueUrl(GetQueueUrlRequest.builder().queueName(queue).build()).queueUrl();
  }

  /** Where the queues are spoken to. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** The URL of each job's queue. */
  public Map<String, String> urls() {
    return urls;
  }

  /** The URL of each job's dead-letter queue. */
  public Map<String, String> deadLetterUrls() {
    return deadLetterUrls;
  }

  /** What speaks to the queues. May be used on any thread; ends with this. */
  public SqsClient client() {
    return sqs;
  }

  @Override
  public void close() {
    sources.forEach(PollingEventSource::close);
    sqs.close();
    server.close();
  }
}

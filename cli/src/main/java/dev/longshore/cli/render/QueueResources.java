package dev.longshore.cli.render;

import dev.longshore.job.Job;
import dev.longshore.json.Json;
import dev.longshore.json.Json.Building;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The queue of a job, its dead-letter queue, and what invokes a function with its messages. */
final class QueueResources {

  /** What template.yaml reserves for the function that all queues invoke. */
  static final int RESERVED_CONCURRENCY = 50;

  /** The least that an event source takes. */
  static final int CONCURRENCY_MIN = 2;

  /** More of one queue's messages at once would not open runs faster than Step Functions takes. */
  private static final int CONCURRENCY_MAX = 10;

  /** So many queues share the function without one being throttled. */
  static final int QUEUES_MAX = (RESERVED_CONCURRENCY - 1) / CONCURRENCY_MIN;

  /** Six times the function's time-out, as Lambda asks for. */
  private static final Duration VISIBILITY = Duration.ofMinutes(6);

  private static final Duration RETENTION = Duration.ofDays(14);
  private static final int BATCH = 10;

  /**
   * A message is moved by our hand, with its reason; being received so often is an outage's sign.
   */
  private static final int RECEIVES_MAX = 1000;

  private final Job job;
  private final LogicalId id;
  private final int concurrency;

  /**
   * @param queues how many queues share the function
   * @throws RenderRefused if those are too many
   */
  QueueResources(Job job, int queues) {
    if (queues > QUEUES_MAX) {
      throw new RenderRefused(
          "%d jobs have queues, and a stack serves %d: deploy some of them as a stack of their own"
              .formatted(queues, QUEUES_MAX));
    }
    this.job = job;
    this.id = LogicalId.of(job.name());
    this.concurrency = Math.min(CONCURRENCY_MAX, (RESERVED_CONCURRENCY - 1) / queues);
  }

  void addTo(Building resources) {
    resources.put(id.deadLetterQueue(), queue("${Stack}_%s_dead").fields());
    resources.put(id.queue(), mainQueue().fields());
    resources.put(id.eventSource(), eventSource().fields());
    resources.put(id.deadLetterAlarm(), alarm().fields());
  }

  private Building queue(String name) {
    return Cfn.resource("AWS::SQS::Queue", properties(name));
  }

  private Building properties(String name) {
    return Json.object()
        .put("QueueName", Cfn.sub(name.formatted(job.name())))
        .put("MessageRetentionPeriod", RETENTION.toSeconds())
        .put("SqsManagedSseEnabled", true)
        .put("Tags", JobResources.tags(job));
  }

  private Building mainQueue() {
    return Cfn.resource(
        "AWS::SQS::Queue",
        properties("${Stack}_%s")
            .put("VisibilityTimeout", VISIBILITY.toSeconds())
            .put(
                "RedrivePolicy",
                Json.object()
                    .put("deadLetterTargetArn", Cfn.arn(id.deadLetterQueue()))
                    .put("maxReceiveCount", RECEIVES_MAX)
                    .fields()));
  }

  private Building eventSource() {
    return Cfn.resource(
        "AWS::Lambda::EventSourceMapping",
        Json.object()
            .put("FunctionName", Cfn.ref("OpenQueuedRunsFunction"))
            .put("EventSourceArn", Cfn.arn(id.queue()))
            .put("BatchSize", BATCH)
            .put("FunctionResponseTypes", List.of("ReportBatchItemFailures"))
            .put("ScalingConfig", Map.of("MaximumConcurrency", concurrency))
            .put("Tags", JobResources.tags(job)));
  }

  private Building alarm() {
    var queue =
        Json.object()
            .put("Name", "QueueName")
            .put("Value", Map.of("Fn::GetAtt", List.of(id.deadLetterQueue(), "QueueName")));
    return Cfn.resource(
        "AWS::CloudWatch::Alarm",
        Json.object()
            .put("AlarmDescription", "Messages of %s that no run came of".formatted(job.name()))
            .put("Namespace", "AWS/SQS")
            .put("MetricName", "ApproximateNumberOfMessagesVisible")
            .put("Dimensions", List.of(queue.fields()))
            .put("Statistic", "Maximum")
            .put("Period", Duration.ofMinutes(5).toSeconds())
            .put("EvaluationPeriods", 1)
            .put("Threshold", 0)
            .put("ComparisonOperator", "GreaterThanThreshold")
            .put("TreatMissingData", "notBreaching")
            .put("AlarmActions", List.of(Cfn.ref("AlarmTopic"))));
  }
}

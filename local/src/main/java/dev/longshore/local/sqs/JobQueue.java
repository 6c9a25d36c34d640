package dev.longshore.local.sqs;

import dev.longshore.aws.Deployment;
import dev.longshore.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queue of a job, with its dead-letter queue.
 *
 * @param visibilityTimeout how long a message that was received and not deleted stays out of sight;
 *     whole seconds
 */
public record JobQueue(String name, String deadLetterQueue, Duration visibilityTimeout) {

  /** How often a message is received before it goes to the dead-letter queue by itself. */
  public static final int RECEIVE_COUNT_MAX = 1000;

  // What AWS recommends for queues that Lambda polls: room for retries while the function is
  // throttled.
  private static final int FUNCTION_TIMEOUTS = 6;

  /** The queue of {@code job}, whose messages a function with that time-out takes. */
  public static JobQueue of(Deployment deployment, String job, Duration functionTimeout) {
    var name = deployment.queue(job);
    return new JobQueue(
        name, deployment.deadLetterQueue(name), functionTimeout.multipliedBy(FUNCTION_TIMEOUTS));
  }

  /**
   * Creates both queues, unless they are there.
   *
   * @return the URL of the job's queue
   */
  public String create(SqsClient sqs) {
    var deadLetterUrl =
        sqs.createQueue(CreateQueueRequest.builder().queueName(deadLetterQueue).build()).queueUrl();
    var redrive =
        Json.object()
            .put("deadLetterTargetArn", arn(sqs, deadLetterUrl))
            .put("maxReceiveCount", RECEIVE_COUNT_MAX)
            .fields();
    return sqs.createQueue(
            CreateQueueRequest.builder()
                .queueName(name)
                .attributes(
                    Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        Long.toString(visibilityTimeout.toSeconds()),
                        QueueAttributeName.REDRIVE_POLICY,
                        Json.write(redrive)))
                .build())
        .queueUrl();
  }

  /** The ARN of the queue at a URL. */
  static String arn(SqsClient sqs, String url) {
    var attributes =
        sqs.getQueueAttributes(
                GetQueueAttributesRequest.builder()
                    .queueUrl(url)
                    .attributeNames(QueueAttributeName.QUEUE_ARN)
                    .build())
            .attributes();
    return Objects.requireNonNull(attributes.get(QueueAttributeName.QUEUE_ARN));
  }
}

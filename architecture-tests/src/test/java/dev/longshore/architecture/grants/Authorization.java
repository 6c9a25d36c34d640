package dev.longshore.architecture.grants;

import dev.longshore.architecture.grants.Recorder.Recorded;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.json.Fields;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * What IAM is asked for each request that our code makes: the actions, resources and condition keys
 * of the Service Authorization Reference. A request that is not here is refused by name.
 *
 * <p>A transaction of DynamoDB is asked for as what it writes. RunTask is asked for three times: as
 * itself, for the tags of the task, and for the roles that the task is given. That SendTaskSuccess
 * is asked for on the state machine is not in the reference, but in what SAM and the CDK grant.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html">Amazon
 *     Elastic Container Service</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Amazon
 *     DynamoDB</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html">AWS
 *     Step Functions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html">Amazon
 *     EventBridge</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Amazon
 *     SQS</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html">Amazon
 *     CloudWatch Logs</a>
 */
record Authorization(SampleStack stack) {

  private static final String CLUSTER = "ecs:cluster";

  /** The tag of a task definition by which one stack's is told from another's. */
  static final String STACK_TAG = "aws:ResourceTag/longshore:stack";

  /** The family of a job's task definition. */
  static String family(Job job) {
    return "ls-%s-%s-%s".formatted(SampleStack.NAME, job.name(), JobCodec.version(job));
  }

  /** What a call is asked for. */
  Stream<Asked> of(Recorded call) {
    var role = call.caller().equals("Run") ? "RunStateMachineRole" : call.caller() + "Role";
    return switch (call.request()) {
      case GetItemRequest get -> Stream.of(table(role, "GetItem", get.tableName()));
      case PutItemRequest put -> Stream.of(table(role, "PutItem", put.tableName()));
      case DeleteItemRequest delete -> Stream.of(table(role, "DeleteItem", delete.tableName()));
      case UpdateItemRequest update -> Stream.of(table(role, "UpdateItem", update.tableName()));
      case QueryRequest query ->
          Stream.of(table(role, "Query", query.tableName() + "/index/" + query.indexName()));
      case TransactWriteItemsRequest all ->
          all.transactItems().stream().map(write -> written(role, write));
      case RunTaskRequest run -> launch(role, run);
      case StopTaskRequest stop ->
          Stream.of(task(role, "ecs:StopTask", stop.task(), stop.cluster()));
      case DescribeTasksRequest describe ->
          describe.tasks().stream()
              .map(task -> task(role, "ecs:DescribeTasks", task, describe.cluster()));
      case ListTasksRequest list ->
          Stream.of(Asked.of(role, "ecs:ListTasks", "*", Map.of(CLUSTER, cluster(list.cluster()))));
      case StartExecutionRequest start -> Stream.of(start(role, start));
      case SendTaskSuccessRequest _ ->
          Stream.of(Asked.of(role, "states:SendTaskSuccess", machine()));
      case DescribeExecutionRequest describe ->
          Stream.of(Asked.of(role, "states:DescribeExecution", describe.executionArn()));
      case PutEventsRequest put -> put.entries().stream().map(entry -> event(role, entry));
      case GetQueueUrlRequest url -> Stream.of(queue(role, "sqs:GetQueueUrl", url.queueName()));
      case SendMessageRequest send ->
          Stream.of(
              queue(
                  role,
                  "sqs:SendMessage",
                  send.queueUrl().substring(send.queueUrl().lastIndexOf('/') + 1)));
      case FilterLogEventsRequest filter ->
          Stream.of(
              Asked.of(
                  role,
                  "logs:FilterLogEvents",
                  SampleStack.arn("logs", "log-group:" + filter.logGroupName() + ":log-stream:")));
      default ->
          throw new IllegalArgumentException(
              "what IAM is asked for %s is not known here".formatted(call.request().getClass()));
    };
  }

  private static Asked table(String role, String operation, String table) {
    return Asked.of(role, "dynamodb:" + operation, SampleStack.arn("dynamodb", "table/" + table));
  }

  private static Asked written(String role, TransactWriteItem write) {
    return write.put() != null
        ? table(role, "PutItem", write.put().tableName())
        : table(role, "DeleteItem", write.delete().tableName());
  }

  private static String cluster(String name) {
    return SampleStack.arn("ecs", "cluster/" + name);
  }

  private static Asked task(String role, String action, String task, String cluster) {
    return Asked.of(role, action, task, Map.of(CLUSTER, cluster(cluster)));
  }

  private Stream<Asked> launch(String role, RunTaskRequest run) {
    var definition = stack.taskDefinition(run.taskDefinition());
    var cluster = run.cluster();
    var ownTag =
        definition.objects("Tags").stream()
            .filter(tag -> tag.text("Key").equals("longshore:stack"))
            .map(tag -> tag.text("Value"))
            .findFirst()
            .orElseThrow();
    return Stream.of(
        Asked.of(
            role,
            "ecs:RunTask",
            SampleStack.arn("ecs", "task-definition/%s:1".formatted(run.taskDefinition())),
            Map.of(CLUSTER, cluster(cluster), STACK_TAG, ownTag)),
        Asked.of(
            role,
            "ecs:TagResource",
            SampleStack.arn("ecs", "task/%s/0123456789abcdef".formatted(cluster)),
            Map.of("ecs:CreateAction", "RunTask")),
        pass(role, definition, "ExecutionRoleArn"),
        pass(role, definition, "TaskRoleArn"));
  }

  private static Asked pass(String role, Fields definition, String passed) {
    return Asked.of(
        role,
        "iam:PassRole",
        definition.text(passed),
        Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com"));
  }

  /** An alias is no part of the resource, but a condition. */
  private static Asked start(String role, StartExecutionRequest start) {
    var arn = start.stateMachineArn();
    var alias = arn.lastIndexOf(':');
    return Asked.of(
        role,
        "states:StartExecution",
        arn.substring(0, alias),
        new TreeMap<>(Map.of("states:StateMachineQualifier", arn.substring(alias + 1))));
  }

  private String machine() {
    var arn = stack.variable("LONGSHORE_STATE_MACHINE");
    return arn.substring(0, arn.lastIndexOf(':'));
  }

  private static Asked event(String role, PutEventsRequestEntry entry) {
    return Asked.of(
        role,
        "events:PutEvents",
        SampleStack.arn("events", "event-bus/" + entry.eventBusName()),
        Map.of("events:source", entry.source(), "events:detail-type", entry.detailType()));
  }

  private static Asked queue(String role, String action, String queue) {
    return Asked.of(role, action, SampleStack.arn("sqs", queue));
  }
}

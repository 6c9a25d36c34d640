package dev.longshore.architecture.grants;

import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What AWS's services ask for in the name of a role of ours, as the templates have them do it: no
 * code of ours makes these calls.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">Lambda
 *     execution role</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Lambda's
 *     permissions for SQS</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html">Logging of Step
 *     Functions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html">Step
 *     Functions and X-Ray</a>
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html">EventBridge
 *     Scheduler's execution role</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">Task
 *     execution role</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html">ECS
 *     Exec</a>
 */
final class AskedByAws {

  private static final String[] LOG_DELIVERY = {
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery"
  };

  private final SampleStack stack;
  private final Catalog jobs;
  private final List<Asked> asked = new ArrayList<>();

  private AskedByAws(SampleStack stack, Catalog jobs) {
    this.stack = stack;
    this.jobs = jobs;
  }

  static List<Asked> of(SampleStack stack, Catalog jobs) {
    var all = new AskedByAws(stack, jobs);
    all.functions();
    all.stateMachine();
    all.schedules(stack.main());
    all.schedules(stack.jobs());
    all.eventSources();
    all.jobs.jobs().values().forEach(all::tasks);
    return all.asked;
  }

  private void ask(String role, String resource, String... actions) {
    for (var action : actions) {
      asked.add(Asked.of(role, action, resource));
    }
  }

  private void functions() {
    var globals = SampleStack.globals();
    stack
        .main()
        .resources("AWS::Serverless::Function")
        .values()
        .forEach(raw -> {
          var role = stack.role(stack.main().text(raw.values().get("Role")));
          var log =
              stack
                  .main()
                  .text(globals.object("LoggingConfig").orElseThrow().values().get("LogGroup"));
          write(role, log);
          if (raw.find("Tracing").orElse(globals.text("Tracing")).equals("Active")) {
            ask(role, "*", "xray:PutTelemetryRecords", "xray:PutTraceSegments");
          }
          raw.object("EventInvokeConfig")
              .flatMap(config -> config.object("DestinationConfig"))
              .flatMap(config -> config.object("OnFailure"))
              .ifPresent(failure ->
                  ask(
                      role,
                      stack.main().text(failure.values().get("Destination")),
                      "sqs:SendMessage"));
        });
  }

  private void write(String role, String group) {
    var stream = SampleStack.arn("logs", "log-group:" + group + ":log-stream:");
    ask(role, stream, "logs:CreateLogStream");
    ask(role, stream + "a/b/c", "logs:PutLogEvents");
  }

  private void stateMachine() {
    stack
        .main()
        .resources("AWS::Serverless::StateMachine")
        .values()
        .forEach(raw -> {
          var machine = stack.main().properties(raw);
          var role = stack.role(machine.text("Role"));
          machine
              .object("DefinitionSubstitutions")
              .orElseThrow()
              .values()
              .values()
              .forEach(value -> {
                if (String.valueOf(value).contains(":function:")) {
                  ask(role, String.valueOf(value), "lambda:InvokeFunction");
                }
              });
          if (machine.has("Logging")) {
            ask(role, "*", LOG_DELIVERY);
          }
          if (machine
              .object("Tracing")
              .filter(tracing -> !tracing.values().isEmpty())
              .isPresent()) {
            ask(
                role,
                "*",
                "xray:GetSamplingRules",
                "xray:GetSamplingTargets",
                "xray:PutTelemetryRecords",
                "xray:PutTraceSegments");
          }
        });
  }

  private void schedules(Intrinsics template) {
    template
        .resources("AWS::Scheduler::Schedule")
        .values()
        .forEach(raw -> {
          var target = template.properties(raw).object("Target").orElseThrow();
          var role = stack.role(target.text("RoleArn"));
          ask(role, target.text("Arn"), "lambda:InvokeFunction");
          target
              .object("DeadLetterConfig")
              .ifPresent(queue -> ask(role, queue.text("Arn"), "sqs:SendMessage"));
        });
  }

  private void eventSources() {
    stack
        .jobs()
        .resources("AWS::Lambda::EventSourceMapping")
        .values()
        .forEach(raw ->
            ask(
                "OpenQueuedRunsRole",
                stack.jobs().properties(raw).text("EventSourceArn"),
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage"));
  }

  private void tasks(Job job) {
    var definition = stack.taskDefinition(Authorization.family(job));
    var container = definition.objects("ContainerDefinitions").getFirst();
    var starting = stack.role(definition.text("ExecutionRoleArn"));
    var options =
        container.object("LogConfiguration").flatMap(log -> log.object("Options")).orElseThrow();
    write(starting, options.text("awslogs-group"));
    pull(starting, container.text("Image"));
    container.objects("Secrets").forEach(secret -> secret(starting, secret.text("ValueFrom")));
    var own = stack.role(definition.text("TaskRoleArn"));
    checkpoints(own, job);
    definition.objects("Volumes").forEach(volume -> volume(own, volume));
    ask(
        own,
        "*",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel");
    for (var permission : job.permissions()) {
      for (var resource : permission.resources()) {
        ask(own, resource.replace("*", "x"), permission.actions().toArray(String[]::new));
      }
    }
  }

  private void pull(String role, String image) {
    if (image.contains(".dkr.ecr.")) {
      var repository = image.substring(image.indexOf('/') + 1, image.lastIndexOf(':'));
      ask(role, "*", "ecr:GetAuthorizationToken");
      ask(
          role,
          SampleStack.arn("ecr", "repository/" + repository),
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer");
    }
  }

  private void secret(String role, String arn) {
    ask(
        role,
        arn,
        arn.contains(":secretsmanager:") ? "secretsmanager:GetSecretValue" : "ssm:GetParameters");
  }

  /** What a job does that keeps something for its next attempt. */
  private void checkpoints(String role, Job job) {
    var bucket = stack.variable("LONGSHORE_CHECKPOINTS").replaceFirst("s3://", "arn:aws:s3:::");
    var run = job.name() + "-20261121T120000Z-abcdefghijkl/";
    ask(role, bucket + "/" + run + "state.json", "s3:DeleteObject", "s3:GetObject", "s3:PutObject");
    asked.add(
        Asked.of(
            role,
            "s3:ListBucket",
            bucket.substring(0, bucket.indexOf('/')),
            Map.of("s3:prefix", "checkpoints/" + run)));
  }

  private void volume(String role, Fields volume) {
    volume
        .object("EFSVolumeConfiguration")
        .ifPresent(efs ->
            ask(
                role,
                SampleStack.arn("elasticfilesystem", "file-system/" + efs.text("FilesystemId")),
                "elasticfilesystem:ClientMount",
                "elasticfilesystem:ClientWrite"));
  }
}

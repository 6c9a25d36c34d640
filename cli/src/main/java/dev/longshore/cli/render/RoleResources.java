package dev.longshore.cli.render;

import dev.longshore.job.Job;
import dev.longshore.json.Json;
import dev.longshore.json.Json.Building;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The two roles of a job: what ECS may do to start its tasks, and what its containers may do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">Task
 *     execution role</a>
 */
final class RoleResources {

  /** The colons before a secret's JSON key; what follows is no part of its ARN. */
  private static final int SECRET_FIELDS = 7;

  private final Job job;
  private final LogicalId id;

  RoleResources(Job job) {
    this.job = job;
    this.id = LogicalId.of(job.name());
  }

  Building executionRole() {
    var statements = new ArrayList<Map<String, Object>>();
    statements.add(
        Cfn.allow(
                "Log",
                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                Cfn.sub("${%s.Arn}".formatted(id.logGroup())))
            .fields());
    Image.of(job.image())
        .repository()
        .ifPresent(repository -> {
          // ECR gives a token for a registry, not for a repository: AWS takes no other resource.
          statements.add(Cfn.allow("Registry", List.of("ecr:GetAuthorizationToken"), "*").fields());
          statements.add(
              Cfn.allow(
                      "Image",
                      List.of(
                          "ecr:BatchCheckLayerAvailability",
                          "ecr:BatchGetImage",
                          "ecr:GetDownloadUrlForLayer"),
                      repository)
                  .fields());
        });
    addSecrets(statements, "Secrets", "secretsmanager", "secretsmanager:GetSecretValue");
    addSecrets(statements, "Parameters", "ssm", "ssm:GetParameters");
    return role("Starts tasks of " + job.name(), List.of(Cfn.policy(statements)));
  }

  private void addSecrets(
      List<Map<String, Object>> statements, String sid, String service, String action) {
    var arns =
        job.secrets().values().stream()
            .map(arn -> arn.split(":", -1))
            .filter(fields -> fields[2].equals(service))
            .map(fields -> Arrays.stream(fields).limit(SECRET_FIELDS))
            .map(fields -> fields.collect(Collectors.joining(":")))
            .distinct()
            .sorted()
            .toList();
    if (!arns.isEmpty()) {
      statements.add(Cfn.allow(sid, List.of(action), arns).fields());
    }
  }

  Building taskRole() {
    var statements = checkpoints();
    var number = 0;
    for (var permission : job.permissions()) {
      number++;
      statements.add(
          Cfn.allow("Job" + number, permission.actions(), permission.resources()).fields());
    }
    var fileSystems =
        job.volumes().stream()
            .map(volume ->
                Cfn.sub(
                    "arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:file-system/"
                        + volume.efs()))
            .toList();
    if (!fileSystems.isEmpty()) {
      statements.add(
          Cfn.allow(
                  "Volumes",
                  List.of("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"),
                  fileSystems)
              .fields());
    }
    statements.add(Cfn.ifElse(JobResources.EXECUTES_COMMANDS, executeCommand(), Cfn.NO_VALUE));
    return role("What tasks of %s may do".formatted(job.name()), List.of(Cfn.policy(statements)));
  }

  /** The checkpoints of the job's own runs: the rest of a run's id is of fixed length. */
  private List<Map<String, Object>> checkpoints() {
    var folder = "checkpoints/%s-????????T??????Z-????????????/*".formatted(job.name());
    var bucket = "arn:${AWS::Partition}:s3:::${CheckpointBucket}";
    var statements = new ArrayList<Map<String, Object>>();
    statements.add(
        Cfn.allow(
                "Checkpoints",
                List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
                Cfn.sub(bucket + "/" + folder))
            .fields());
    statements.add(
        Cfn.allow("CheckpointList", List.of("s3:ListBucket"), Cfn.sub(bucket))
            .put("Condition", Map.of("StringLike", Map.of("s3:prefix", folder)))
            .fields());
    return statements;
  }

  private static Map<String, Object> executeCommand() {
    return Cfn.allow(
            "ExecuteCommand",
            List.of(
                "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel"),
            // AWS knows no resources of these actions.
            "*")
        .fields();
  }

  private Building role(String description, List<Map<String, Object>> policies) {
    var trust =
        Json.object()
            .put("Effect", "Allow")
            .put("Principal", Map.of("Service", "ecs-tasks.amazonaws.com"))
            .put("Action", "sts:AssumeRole")
            .put(
                "Condition",
                Json.object()
                    .put("StringEquals", Map.of("aws:SourceAccount", Cfn.ref("AWS::AccountId")))
                    .put(
                        "ArnLike",
                        Map.of(
                            "aws:SourceArn",
                            Cfn.sub(
                                "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:*")))
                    .fields());
    return Cfn.resource(
        "AWS::IAM::Role",
        Json.object()
            .put("Description", description)
            // By its path, the functions may hand over the roles of this stack and no others.
            .put("Path", Cfn.sub("/longshore/${Stack}/"))
            .put("AssumeRolePolicyDocument", Cfn.policy(List.of(trust.fields())))
            .put(
                "Policies",
                policies.stream()
                    .map(policy ->
                        Json.object()
                            .put("PolicyName", "job")
                            .put("PolicyDocument", policy)
                            .fields())
                    .toList())
            .put("Tags", JobResources.tags(job)));
  }
}

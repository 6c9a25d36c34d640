package dev.longshore.architecture.grants;

import java.util.Locale;
import java.util.Map;

/**
 * What AWS would call the resources of a stack.
 *
 * @param stack the stack's name, also a nested one's
 */
record PhysicalIds(String stack, String account, String region) {

  /** What CloudFormation puts behind the names that it makes up. */
  private static final String SUFFIX = "-1A2B3C4D5E6F";

  Map<String, String> pseudoParameters() {
    return Map.of(
        "AWS::StackName", stack,
        "AWS::AccountId", account,
        "AWS::Region", region,
        "AWS::Partition", "aws",
        "AWS::URLSuffix", "amazonaws.com");
  }

  private String made(String id) {
    return stack + "-" + id + SUFFIX;
  }

  private String arn(String service, String rest) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, account, rest);
  }

  /** What {@code Ref} gives for a resource, or for its alias. */
  String ref(String id, String reference, Intrinsics template) {
    var properties = template.raw(id);
    return switch (template.type(id)) {
      case "AWS::Serverless::Function" ->
          arn("lambda", "function:" + made(id)) + (reference.endsWith(".Alias") ? ":live" : "");
      case "AWS::Serverless::StateMachine" ->
          arn("states", "stateMachine:" + template.text(properties.values().get("Name")));
      case "AWS::Logs::LogGroup" -> template.text(properties.values().get("LogGroupName"));
      case "AWS::ECS::Cluster" -> template.text(properties.values().get("ClusterName"));
      case "AWS::Scheduler::ScheduleGroup" -> template.text(properties.values().get("Name"));
      case "AWS::S3::Bucket" -> made(id).toLowerCase(Locale.ROOT);
      case "AWS::SQS::Queue" ->
          "https://sqs.%s.amazonaws.com/%s/%s"
              .formatted(region, account, template.text(properties.values().get("QueueName")));
      case "AWS::SNS::Topic" -> arn("sns", made(id));
      case "AWS::DynamoDB::Table" -> made(id);
      case "AWS::EC2::Subnet" -> "subnet-%017x".formatted(id.hashCode());
      case "AWS::EC2::SecurityGroup" -> "sg-%017x".formatted(id.hashCode());
      case String other ->
          throw new IllegalArgumentException("what Ref gives for " + other + " is not known here");
    };
  }

  /** What {@code Fn::GetAtt} gives. */
  String attribute(String id, String attribute, Intrinsics template) {
    var properties = template.raw(id);
    var of = template.type(id) + "." + attribute;
    return switch (of) {
      case "AWS::DynamoDB::Table.Arn" -> arn("dynamodb", "table/" + made(id));
      case "AWS::SQS::Queue.Arn" -> arn("sqs", template.text(properties.values().get("QueueName")));
      case "AWS::SQS::Queue.QueueName" -> template.text(properties.values().get("QueueName"));
      case "AWS::IAM::Role.Arn" ->
          "arn:aws:iam::%s:role%s%s"
              .formatted(
                  account,
                  properties.has("Path") ? template.text(properties.values().get("Path")) : "/",
                  made(id));
      case "AWS::Logs::LogGroup.Arn" ->
          arn("logs", "log-group:" + template.text(properties.values().get("LogGroupName")) + ":*");
      case "AWS::ECS::Cluster.Arn" ->
          arn("ecs", "cluster/" + template.text(properties.values().get("ClusterName")));
      case "AWS::S3::Bucket.Arn" -> "arn:aws:s3:::" + made(id).toLowerCase(Locale.ROOT);
      default -> throw new IllegalArgumentException("the attribute " + of + " is not known here");
    };
  }
}

package dev.longshore.architecture.grants;

import java.util.Map;
import java.util.TreeMap;

/**
 * The actions that AWS grants on no resource but {@code *}, each with the reason: the one place
 * where our templates may write it. All are as the Service Authorization Reference has them, whose
 * column of resource types is empty for these, if nothing else is said.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
final class ForcedWildcards {

  private static final String NO_RESOURCE = "knows no resource";

  /** An action, and why it is granted on all resources. */
  static final Map<String, String> REASONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("xray:PutTelemetryRecords", NO_RESOURCE),
              Map.entry("xray:PutTraceSegments", NO_RESOURCE),
              Map.entry("xray:GetSamplingRules", NO_RESOURCE),
              Map.entry("xray:GetSamplingTargets", NO_RESOURCE),
              Map.entry(
                  "ecs:ListTasks",
                  "knows container instances alone as a resource; the condition ecs:cluster limits"
                      + " it"),
              Map.entry("ecr:GetAuthorizationToken", NO_RESOURCE + ": a token is of the registry"),
              Map.entry("logs:CreateLogDelivery", NO_RESOURCE),
              Map.entry("logs:DeleteLogDelivery", NO_RESOURCE),
              Map.entry("logs:DescribeLogGroups", "looks at all, as Step Functions asks for"),
              Map.entry("logs:DescribeResourcePolicies", NO_RESOURCE),
              Map.entry("logs:GetLogDelivery", NO_RESOURCE),
              Map.entry("logs:ListLogDeliveries", NO_RESOURCE),
              Map.entry("logs:PutResourcePolicy", NO_RESOURCE),
              Map.entry("logs:UpdateLogDelivery", NO_RESOURCE),
              Map.entry("ssmmessages:CreateControlChannel", NO_RESOURCE),
              Map.entry("ssmmessages:CreateDataChannel", NO_RESOURCE),
              Map.entry("ssmmessages:OpenControlChannel", NO_RESOURCE),
              Map.entry("ssmmessages:OpenDataChannel", NO_RESOURCE)));

  private ForcedWildcards() {}
}

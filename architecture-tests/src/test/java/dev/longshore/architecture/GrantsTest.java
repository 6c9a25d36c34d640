package dev.longshore.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the functions' roles grant is what the code asks of AWS, no more and no less. */
class GrantsTest {

  /** The client of each service, and what its actions begin with. */
  private static final Map<String, String> SERVICES =
      Map.of(
          "DynamoDbClient", "dynamodb",
          "EcsClient", "ecs",
          "SfnClient", "states",
          "EventBridgeClient", "events",
          "SqsClient", "sqs",
          "CloudWatchLogsClient", "logs");

  /** What AWS does in a function's name, or asks for beside a call, with the reason. */
  private static final Map<String, String> BESIDE_CALLS =
      Map.ofEntries(
          Map.entry("logs:CreateLogStream", "Lambda writes the function's log"),
          Map.entry("logs:PutLogEvents", "Lambda writes the function's log"),
          Map.entry("xray:PutTelemetryRecords", "Lambda writes traces"),
          Map.entry("xray:PutTraceSegments", "Lambda writes traces"),
          Map.entry("sqs:ReceiveMessage", "the event source reads the queue"),
          Map.entry("sqs:DeleteMessage", "the event source acknowledges"),
          Map.entry("sqs:GetQueueAttributes", "the event source looks at the queue"),
          Map.entry("sqs:ChangeMessageVisibility", "the event source gives messages back"),
          Map.entry("ecs:TagResource", "RunTask tags the task"),
          Map.entry("iam:PassRole", "RunTask hands the task its roles"),
          Map.entry("dynamodb:PutItem", "PutItem, and each put of a transaction"),
          Map.entry("dynamodb:DeleteItem", "DeleteItem, and each deletion of a transaction"));

  private final DeployedTemplate template = DeployedTemplate.read();

  private static final Set<String> ASKED = asked();

  /** The actions of the SDK calls that the adapters make. */
  private static Set<String> asked() {
    var asked = new TreeSet<String>();
    for (var type : ShippedClasses.in("dev.longshore.aws", "dev.longshore.functions")) {
      for (var call : type.getMethodCallsFromSelf()) {
        var service = SERVICES.get(call.getTargetOwner().getSimpleName());
        var name = call.getTarget().getName();
        if (service != null && !name.equals("builder")) {
          asked.add(
              service + ":" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        }
      }
    }
    // A transaction is granted by what it writes; see BESIDE_CALLS.
    asked.remove("dynamodb:TransactWriteItems");
    return asked;
  }

  private Set<String> granted() {
    var granted = new TreeSet<String>();
    for (var role : template.resources("AWS::IAM::Role").keySet()) {
      if (isOfAFunction(role)) {
        template
            .statements(role)
            .forEach(statement ->
                granted.addAll(DeployedTemplate.texts(statement.values().get("Action"))));
      }
    }
    return granted;
  }

  private boolean isOfAFunction(String role) {
    return template.resources("AWS::Serverless::Function").values().stream()
        .map(function ->
            String.valueOf(function.object("Properties").orElseThrow().values().get("Role")))
        .anyMatch(text -> text.contains(role + ".Arn"));
  }

  @Test
  void eachCallIsGranted() {
    assertThat(ASKED).hasSizeGreaterThan(10);
    assertThat(granted()).containsAll(ASKED);
  }

  @Test
  void eachGrantIsUsed() {
    assertThat(granted())
        .filteredOn(action -> !ASKED.contains(action))
        .isSubsetOf(BESIDE_CALLS.keySet());
  }

  @Test
  void noGrantIsOfAllActionsOrOfAnythingButWhereAwsKnowsNoResource() {
    for (var role : template.resources("AWS::IAM::Role").keySet()) {
      for (var statement : template.statements(role)) {
        var actions = DeployedTemplate.texts(statement.values().get("Action"));
        assertThat(actions).as(role).noneMatch(action -> action.contains("*"));
        if ("*".equals(statement.values().get("Resource"))) {
          assertThat(actions)
              .as(role)
              .allMatch(action ->
                  action.startsWith("xray:")
                      || action.equals("ecs:ListTasks")
                      || (role.equals("RunStateMachineRole") && action.startsWith("logs:")));
        }
      }
    }
  }
}

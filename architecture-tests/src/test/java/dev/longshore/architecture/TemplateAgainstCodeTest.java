package dev.longshore.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.longshore.aws.ContainerInsightsMetrics;
import dev.longshore.aws.Deployment;
import dev.longshore.aws.dynamodb.LedgerTable;
import dev.longshore.cli.stack.Stack;
import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** What template.yaml says of the code is so. */
class TemplateAgainstCodeTest {

  private static final Path ROOT = DeployedTemplate.ROOT;
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
  private static final String FUNCTION = "AWS::Serverless::Function";

  private final DeployedTemplate template = DeployedTemplate.read();

  private static Set<String> handlers() {
    return ShippedClasses.in("dev.longshore.functions").stream()
        .filter(type -> type.isAssignableTo(RequestStreamHandler.class) && !type.isInterface())
        .map(JavaClass::getName)
        .collect(toSet());
  }

  @Test
  void whatCommandsReadOfAStackIsThere() {
    var fields = template.fields();
    assertThat(fields.object("Outputs").orElseThrow().values().keySet()).containsAll(Stack.OUTPUTS);
    assertThat(fields.object("Parameters").orElseThrow().values()).containsKey(Stack.HISTORY_DAYS);
  }

  @Test
  void eachHandlerIsAFunctionAndEachFunctionAHandler() {
    var deployed =
        template.resources(FUNCTION).values().stream()
            .map(function -> function.object("Properties").orElseThrow().text("Handler"))
            .toList();

    assertThat(deployed).containsExactlyInAnyOrderElementsOf(handlers());
  }

  /** In a process of its own, whose environment has what the template sets and no more. */
  @Test
  void lambdaCanMakeEachHandlerFromTheEnvironmentOfTheTemplate() throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                // The build puts the catalog into the functions' package.
                ROOT.resolve("rendered")
                    + File.pathSeparator
                    + System.getProperty("java.class.path"),
                HandlerConstruction.class.getName()));
    command.addAll(new TreeSet<>(handlers()));
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().clear();
    process.environment().putAll(environment());
    var started = process.start();
    var output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(started.waitFor()).as(output).isZero();
    assertThat(output.lines()).containsAll(handlers());
  }

  private Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    template
        .variables()
        .values()
        .forEach((name, _) -> environment.put(name, isNumber(name) ? "7" : "made-up"));
    // Where the template leaves these out on AWS, the SDK takes its own.
    environment.keySet().removeIf(name -> name.startsWith("AWS_ENDPOINT"));
    environment.put("JAVA_TOOL_OPTIONS", template.variables().text("JAVA_TOOL_OPTIONS"));
    environment.put("AWS_REGION", "us-east-1");
    return environment;
  }

  private static boolean isNumber(String variable) {
    return Stream.of("_BURST", "_SECOND", "_DAYS").anyMatch(variable::endsWith);
  }

  @Test
  void theCodeReadsEachVariableOfTheTemplate() throws IOException {
    var code =
        Files.readString(
            ROOT.resolve(
                "functions/src/main/java/dev/longshore/functions/deployed/Variables.java"));

    assertThat(template.variables().values().keySet())
        .filteredOn(name -> name.startsWith("LONGSHORE_"))
        .allSatisfy(name -> assertThat(code).contains("\"" + name + "\""));
  }

  @Test
  void allThatTheStateMachineLeavesOpenIsFilledIn() throws IOException {
    var machine = template.properties("RunStateMachine");
    var places =
        PLACE
            .matcher(Files.readString(ROOT.resolve(machine.text("DefinitionUri"))))
            .results()
            .map(place -> place.group(1))
            .collect(toSet());

    assertThat(machine.object("DefinitionSubstitutions").orElseThrow().values().keySet())
        .isEqualTo(places);
  }

  @Test
  void theLedgersTableIsTheOneThatItsStoreWasProvedOn() {
    var table = template.properties("Ledger");
    var proved = LedgerTable.creation("ledger");

    assertThat(keys(table)).isEqualTo(keys(proved.keySchema()));
    assertThat(table.objects("GlobalSecondaryIndexes"))
        .extracting(index -> index.text("IndexName") + keys(index))
        .containsExactlyElementsOf(
            proved.globalSecondaryIndexes().stream()
                .map((GlobalSecondaryIndex index) -> index.indexName() + keys(index.keySchema()))
                .toList());
    assertThat(table.objects("GlobalSecondaryIndexes"))
        .allSatisfy(index ->
            assertThat(index.object("Projection").orElseThrow().text("ProjectionType"))
                .isEqualTo("KEYS_ONLY"));
    assertThat(table.object("TimeToLiveSpecification").orElseThrow().text("AttributeName"))
        .isEqualTo(LedgerTable.EXPIRY);
  }

  private static List<String> keys(Fields of) {
    return of.objects("KeySchema").stream()
        .map(key -> key.text("AttributeName") + " " + key.text("KeyType"))
        .toList();
  }

  private static List<String> keys(List<KeySchemaElement> of) {
    return of.stream().map(key -> key.attributeName() + " " + key.keyTypeAsString()).toList();
  }

  @Test
  void theLogGroupsAreTheOnesThatTheCodeReads() {
    assertThat(logGroup("InsightsLogGroup"))
        .isEqualTo(ContainerInsightsMetrics.performanceLog("${AWS::StackName}"));
    assertThat(logGroup("FunctionsLogGroup") + "/x")
        .isEqualTo(Deployment.logGroup("${AWS::StackName}", "x"));
  }

  private Object logGroup(String id) {
    return template.properties(id).object("LogGroupName").orElseThrow().text("Fn::Sub");
  }

  /** An alarm over a message that nobody logs would never sound. */
  @Test
  void whatTheAlarmsListenForIsLogged() throws IOException {
    var code = new StringBuilder();
    try (Stream<Path> files = Files.walk(ROOT.resolve("shared/src/main/java"))) {
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
    }

    assertThat(template.resources("AWS::Logs::MetricFilter")).hasSize(2);
    for (var filter : template.resources("AWS::Logs::MetricFilter").values()) {
      var pattern = filter.object("Properties").orElseThrow().text("FilterPattern");
      var message =
          Pattern.compile("\\$\\.message = \"([^\"]+)\"").matcher(pattern).results().findFirst();
      assertThat(code).contains(".log(\"" + message.orElseThrow().group(1) + "\")");
    }
    assertThat(code).contains("addKeyValue(\"outcome\"", "LAUNCH_FAILED");
  }

  /** Lambda asks for six times; what is reserved must be more than all event sources together. */
  @Test
  void queuesWaitForTheirFunctionAndDoNotThrottleIt() throws IOException {
    var function = template.properties("OpenQueuedRunsFunction");
    var timeout =
        template
            .fields()
            .object("Globals")
            .flatMap(globals -> globals.object("Function"))
            .orElseThrow()
            .text("Timeout");
    var reserved =
        DeployedTemplate.texts(
                function
                    .object("ReservedConcurrentExecutions")
                    .orElseThrow()
                    .values()
                    .get("Fn::If"))
            .get(1);
    var visible = 0;
    var concurrency = 0;
    for (var resource : rendered("Resources").values().values()) {
      var properties = Fields.of(resource).object("Properties").orElseThrow();
      if (properties.has("VisibilityTimeout")) {
        visible++;
        assertThat(properties.integer("VisibilityTimeout"))
            .isGreaterThanOrEqualTo(6 * Integer.parseInt(timeout));
      }
      if (properties.has("ScalingConfig")) {
        concurrency +=
            properties.object("ScalingConfig").orElseThrow().integer("MaximumConcurrency");
      }
    }
    assertThat(visible).isPositive();
    assertThat(concurrency).isPositive().isLessThan(Integer.parseInt(reserved));
  }

  private Fields rendered(String part) throws IOException {
    var nested = ROOT.resolve(template.properties("Jobs").text("TemplateURL"));
    return Json.parseObject(Files.readString(nested)).object(part).orElseThrow();
  }

  @Test
  void theTemplateNestsWhatRenderWrites() throws IOException {
    assertThat(template.properties("Jobs").object("Parameters").orElseThrow().values().keySet())
        .isEqualTo(rendered("Parameters").values().keySet());
  }
}

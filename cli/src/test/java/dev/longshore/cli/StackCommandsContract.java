package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.aws.dynamodb.DynamoDbStore;
import dev.longshore.aws.dynamodb.LedgerTable;
import dev.longshore.cli.ledger.LedgerView;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.job.Job;
import dev.longshore.job.JobCodec;
import dev.longshore.job.JobName;
import dev.longshore.job.Parameters;
import dev.longshore.jobfile.JobFiles;
import dev.longshore.jobfile.Reading.Accepted;
import dev.longshore.json.Json;
import dev.longshore.ledger.Ledger;
import dev.longshore.local.data.DataFolder;
import dev.longshore.run.Decision;
import dev.longshore.run.Overrides;
import dev.longshore.run.Run;
import dev.longshore.run.StateEntry;
import dev.longshore.run.TaskRequest;
import dev.longshore.run.Trigger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What commands show and do of a deployed stack, wherever its services are. Its runs have happened
 * in a data folder, and were carried over.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StackCommandsContract {

  static final String STACK = "orders";
  static final String TABLE = "orders-Ledger-1";
  static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:orders-run";
  private static final String TASK = "arn:aws:ecs:us-east-1:000000000000:task/orders/0123456789";

  private final Map<String, String> properties = new TreeMap<>();
  private String good = "";
  private String flaky = "";
  Cli cli = new Cli(Path.of("."));

  /** Starts what stands in AWS's place, and answers its endpoint. */
  abstract URI start(Path folder) throws Exception;

  @BeforeAll
  void carryOver(@TempDir Path folder) throws Exception {
    var endpoint = start(folder);
    set("aws.endpointUrl", endpoint.toString());
    set("aws.region", "us-east-1");
    set("aws.accessKeyId", "test");
    set("aws.secretAccessKey", "test");
    cli =
        new Cli(folder)
            .withJob("good", "[printf, 'one\\n\\ntwo\\n']", "parameters: { n: { type: integer } }")
            .withJob(
                "flaky",
                "[sh, -c, 'echo try $LONGSHORE_ATTEMPT; test $LONGSHORE_ATTEMPT = 2']",
                "retry: { attempts: 2, backoff: 1s, max: 1s }");
    good = runHere("good", "--param", "n=3");
    flaky = runHere("flaky");
    createStack(STACK, outputs());
    createStack("other", Map.of("Address", "x"));
    try (var dynamo = DynamoDbClient.create()) {
      var _ = dynamo.createTable(LedgerTable.creation(TABLE));
    }
    copyRuns();
  }

  private String runHere(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return cli.run("run", all.toArray(String[]::new)).json().getFirst().text("runId");
  }

  private void set(String property, String value) {
    properties.put(property, System.getProperty(property, ""));
    System.setProperty(property, value);
  }

  @AfterAll
  void restore() {
    properties.forEach((name, value) -> {
      if (value.isEmpty()) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, value);
      }
    });
  }

  static Map<String, String> outputs() {
    return new TreeMap<>(
        Map.of(
            "Ledger",
            TABLE,
            "Cluster",
            STACK,
            "StateMachine",
            MACHINE,
            "Bucket",
            "orders-bucket",
            "QueuePrefix",
            "orders_",
            "Subnets",
            "subnet-1,subnet-2"));
  }

  /** Has CloudFormation know a stack, with these outputs and nothing else of note. */
  static void createStack(String name, Map<String, String> outputs) {
    var described = new HashMap<String, Object>();
    outputs.forEach((key, value) -> described.put(key, Map.of("Value", value)));
    var template =
        Map.of(
            "Parameters", Map.of("HistoryDays", Map.of("Type", "Number", "Default", "30")),
            "Resources", Map.of("Topic", Map.of("Type", "AWS::SNS::Topic")),
            "Outputs", described);
    try (var cloudFormation = CloudFormationClient.create()) {
      var _ =
          cloudFormation.createStack(
              stack -> stack.stackName(name).templateBody(Json.write(template)));
    }
  }

  private void copyRuns() {
    try (var view = LedgerView.open(new DataFolder(cli.data())).orElseThrow();
        var logs = CloudWatchLogsClient.create()) {
      for (var run : view.latest(_ -> true, _ -> true, 100)) {
        assertThat(ledger().open(run)).isTrue();
        for (var attempt : run.member().past()) {
          var task = String.valueOf(attempt.taskArn());
          var log = "try %d|second line|third line".formatted(attempt.n());
          writeLog(logs, run.job().value(), task.substring(task.lastIndexOf('/') + 1), log);
        }
      }
    }
  }

  private static void writeLog(CloudWatchLogsClient logs, String job, String task, String lines) {
    var group = "/longshore/orders/" + job;
    try {
      var _ = logs.createLogGroup(request -> request.logGroupName(group));
    } catch (ResourceAlreadyExistsException _) {
      // of the attempt before
    }
    var stream = "task/job/" + task;
    var _ = logs.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
    var now = Instant.now().toEpochMilli();
    var events =
        List.of(lines.split("\\|", -1)).stream()
            .map(line -> InputLogEvent.builder().timestamp(now).message(line).build())
            .toList();
    var _ =
        logs.putLogEvents(
            request -> request.logGroupName(group).logStreamName(stream).logEvents(events));
  }

  Ledger ledger() {
    return new Ledger(new DynamoDbStore(DynamoDbClient.create(), TABLE));
  }

  /** A run of a job that has not come further than the state machine's first entry. */
  Run opened(String name) {
    var read = new JobFiles().readJob(cli.jobs(), new JobName(name));
    if (!(read instanceof Accepted<?>(Job job))) {
      throw new AssertionError("the job file is refused");
    }
    var version = JobCodec.version(job);
    ledger().recordJob(version, job);
    var now = Instant.now();
    var run =
        Run.opened(
            job.name(),
            version,
            Trigger.person("p" + System.nanoTime(), now),
            Parameters.NONE,
            Overrides.NONE,
            null,
            now);
    var entry = new StateEntry(now, 0, 0, "arn:execution", "token-1", false);
    return run.with(run.member().bind(entry));
  }

  /** The same with a task that runs. */
  Run running(String name) {
    var run = opened(name);
    var now = Instant.now();
    var request =
        new TaskRequest(
            "ls-orders-" + name,
            Capacity.SPOT,
            new FargateSize(256, 512),
            List.of(),
            new TreeMap<>(),
            List.of());
    var launching = run.member().launching(request, now, new Decision(now, "launched", "on Spot"));
    var attempt = launching.openAttempt().orElseThrow().withTask(TASK).withStart(now);
    return run.with(launching.open(attempt));
  }

  Cli.Result run(String command, String... arguments) {
    var all = new ArrayList<>(List.of("--stack", STACK));
    all.addAll(List.of(arguments));
    return cli.run(command, all.toArray(String[]::new));
  }

  @Test
  void theRunsOfAStackAreThoseOfItsLedger() {
    var lines = run("runs", "--state", "succeeded").lines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).startsWith("flaky-").contains("SUCCEEDED", "$0.000130");
    assertThat(lines.get(2)).startsWith("good-").contains("SUCCEEDED", "$0.000065");
    assertThat(run("runs", "--state", "succeeded", "--json").out())
        .isEqualTo(cli.run("runs", "--json").out());
    assertThat(run("runs", "--job", "nothing").complaints())
        .containsExactly("no runs of nothing in the stack orders");
  }

  @Test
  void aRunIsShownAndExplainedAsALocalOneIs() {
    for (var words : List.of(good, flaky)) {
      for (var command : List.of("show", "explain")) {
        assertThat(run(command, words, "--json").out())
            .isNotEmpty()
            .isEqualTo(cli.run(command, words, "--json").out());
        assertThat(run(command, words).out()).isEqualTo(cli.run(command, words).out());
      }
    }
    assertThat(run("show", "nothing").complaints())
        .containsExactly(
            "longshore: no run in the stack orders is called 'nothing', nor is its job; `longshore"
                + " runs` lists them");
  }

  @Test
  void logsAreThoseOfCloudWatchOneAttemptAfterTheOther() {
    assertThat(run("logs", good).out()).isEqualTo("try 1\nsecond line\nthird line\n");
    var both = run("logs", flaky, "-f");
    assertThat(both.lines())
        .containsExactly(
            "try 1", "second line", "third line", "try 2", "second line", "third line");
    assertThat(both.complaints()).hasSize(2).allMatch(line -> line.contains("==> attempt "));
    assertThat(run("logs", flaky, "--attempt", "2").lines().getFirst()).isEqualTo("try 2");
    assertThat(run("logs", flaky, "--json").json())
        .hasSize(6)
        .extracting(line -> line.integer("attempt") + " " + line.text("line"))
        .startsWith("1 try 1", "1 second line")
        .endsWith("2 third line");
  }

  @Test
  void aRunWithoutATaskIsCancelledAtOnce() {
    var run = opened("good");
    assertThat(ledger().open(run)).isTrue();

    var cancelled = run("cancel", run.id().value(), "--reason", "wrong date", "--json");

    assertThat(cancelled.exit()).isZero();
    assertThat(cancelled.json())
        .singleElement()
        .extracting(record -> record.text("state") + ": " + record.text("reason"))
        .isEqualTo("CANCELLED: wrong date");
    assertThat(run("cancel", run.id().value()).exit()).isZero();
  }

  @Test
  void aRunWithATaskIsCancellingUntilThatHasStopped() {
    var run = running("flaky");
    assertThat(ledger().open(run)).isTrue();

    var cancelled = run("cancel", run.id().value(), "--no-wait", "--json");

    assertThat(cancelled.exit()).isZero();
    assertThat(cancelled.json())
        .extracting(record -> record.text("state"))
        .containsOnly("CANCELLING");
    var attempt = ledger().run(run.id()).value().member().openAttempt().orElseThrow();
    assertThat(attempt.intent()).isNotNull();
  }

  @Test
  void aStackThatCannotBeWorkedWithIsToldInALine() {
    assertThat(complaint("missing"))
        .isEqualTo(
            "there is no stack missing in us-east-1: AWS_REGION and AWS_PROFILE choose another"
                + " region or account");
    assertThat(complaint("other"))
        .isEqualTo(
            "the stack other (CREATE_COMPLETE) has no output Subnets: it is none of Longshore's, or"
                + " its deployment is not complete");
    for (var name : List.of("", "a_b", "x".repeat(33), "1a", "arn:aws:cloudformation:x")) {
      assertThat(complaint(name)).startsWith("--stack takes up to 32 letters");
    }
  }

  private String complaint(String stack) {
    var result = cli.run("runs", "--stack", stack);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.complaints()).hasSize(1);
    return result.complaints().getFirst().replaceFirst("^longshore: ", "");
  }
}

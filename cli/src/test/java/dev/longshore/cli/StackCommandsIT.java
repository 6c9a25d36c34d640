package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.cost.Bill;
import dev.longshore.cost.Money;
import dev.longshore.job.Capacity;
import dev.longshore.job.FargateSize;
import dev.longshore.json.Fields;
import dev.longshore.run.Decision;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The same with an endpoint of our own, which shows what was asked of it. */
class StackCommandsIT extends StackCommandsContract {

  private final FakeAws aws;

  StackCommandsIT() throws IOException {
    aws = new FakeAws();
  }

  @Override
  URI start(Path folder) {
    return aws.endpoint();
  }

  @AfterAll
  void stop() {
    aws.close();
  }

  private List<Fields> calls(String operation) {
    return aws.calls.stream()
        .filter(call -> call.operation().equals(operation))
        .map(FakeAws.Call::request)
        .toList();
  }

  @Test
  void cancellingStopsTheTaskByTheReasonThatTheClassifierKnows() {
    var run = running("good");
    assertThat(ledger().open(run)).isTrue();
    aws.calls.clear();

    assertThat(run("cancel", run.id().value(), "--no-wait").exit()).isZero();

    assertThat(calls("StopTask"))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.text("cluster")).isEqualTo(STACK);
          assertThat(call.text("reason")).isEqualTo("longshore:CANCELLED: cancelled by a person");
        });
    assertThat(calls("SendTaskSuccess")).isEmpty();
  }

  /** What a function would have written expires; so must what is written here. */
  @Test
  void cancellingAnswersTheStateMachineAndHasTheRunExpire() {
    var run = opened("flaky");
    assertThat(ledger().open(run)).isTrue();
    aws.calls.clear();

    assertThat(run("cancel", run.id().value()).exit()).isZero();

    assertThat(calls("SendTaskSuccess"))
        .singleElement()
        .satisfies(call -> assertThat(call.text("output")).contains("DONE", "CANCELLED"));
    assertThat(ledger().run(run.id()).value().told()).isTrue();
    assertThat(calls("PutItem").getLast().object("Item").orElseThrow().has("expiry")).isTrue();
  }

  @Test
  void aJobIsRunByTheStackThatHasItAsItsFileIs() {
    var refused = run("run", "good");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .contains("good is not deployed in the stack orders as its file is here");
    assertThat(calls("StartExecution")).isEmpty();

    deploy("good");
    var opened = run("run", "good", "--param", "n=4", "--json");
    assertThat(opened.exit()).isZero();
    var record = opened.json().getFirst();
    assertThat(record.text("state")).isEqualTo(RunState.RUNNING.name());
    assertThat(record.object("params").orElseThrow().integer("n")).isEqualTo(4);
    assertThat(calls("StartExecution"))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.text("stateMachineArn")).isEqualTo(MACHINE + ":live");
          assertThat(call.text("name")).isEqualTo(record.text("runId"));
        });
  }

  @Test
  void aTrialRunEndsWellWhereTheStackCarriesItOut() {
    var fine = smoke(RunState.SUCCEEDED);

    assertThat(fine.lines()).singleElement().asString().contains("SUCCEEDED", "$0.000206");
    assertThat(fine.complaints()).singleElement().asString().contains("is to do nothing");
    assertThat(fine.exit()).isZero();
    var run = ledger().run(new RunId(calls("StartExecution").getLast().text("name"))).value();
    assertThat(run.overrides().command()).containsExactly("true");
    assertThat(run.overrides().capacity()).isEqualTo(Capacity.ON_DEMAND);
  }

  @Test
  void aTrialRunThatFailsSaysWhy() {
    var failed = smoke(RunState.FAILED);

    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.complaints().getLast()).endsWith(": it is FAILED: as it was played");
  }

  /** With a stack in which every run ends so. */
  private Cli.Result smoke(RunState state) {
    var _ = cli.withJob("small", "[work]");
    deploy("small");
    aws.json.put(
        "StartExecution",
        request -> {
          var _ = Thread.ofVirtual().start(() -> carryOut(new RunId(request.text("name")), state));
          return Map.of("executionArn", "arn:x", "startDate", 0);
        });
    try {
      return run("smoke", "small", "--timeout", "1m");
    } finally {
      aws.json.clear();
    }
  }

  private void deploy(String job) {
    var version =
        cli.run("validate", "--json").json().stream()
            .filter(line -> line.text("job").equals(job))
            .findFirst()
            .orElseThrow()
            .text("jobVersion");
    try (var ecs = EcsClient.create()) {
      var _ =
          ecs.registerTaskDefinition(it -> it.family("ls-orders-%s-%s".formatted(job, version)));
    }
  }

  /** Does what the state machine and the functions would do for an execution. */
  private void carryOut(RunId id, RunState state) {
    var before = ledger().run(id);
    var run = before.value();
    var price = Money.parse("0.000206");
    var now = run.openedAt();
    var outcome = state == RunState.SUCCEEDED ? Outcome.SUCCEEDED : Outcome.FAILED;
    var past =
        new PastAttempt(
            1,
            Capacity.ON_DEMAND,
            new FargateSize(256, 512),
            outcome,
            0,
            null,
            null,
            "arn:task",
            now,
            now,
            new Bill(60, price, price, false),
            true);
    var why = new Decision(now, "ended", "as it was played");
    var ended = run.with(run.member().closed(past).ended(state, "as it was played", why));
    assertThat(ledger().replace(before, ended.asTold())).isTrue();
  }

  @Test
  void whatIsOfTheLocalCloudIsRefusedBesideAStack() {
    var refused = run("run", "good", "--speed", "2");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.complaints())
        .containsExactly(
            "longshore: --speed is of the local cloud, and --stack is AWS: leave one of both");
  }

  @Test
  void withoutARegionOrCredentialsALineSaysHowToNameThem(@TempDir Path home) throws Exception {
    assertThat(complaints(home, Map.of()))
        .singleElement()
        .asString()
        .startsWith("longshore: no AWS region is named: set AWS_REGION");
    assertThat(complaints(home, Map.of("AWS_REGION", "eu-west-1")))
        .singleElement()
        .asString()
        .startsWith("longshore: no AWS credentials are found: log in");
  }

  /** In a process of its own, which has nothing of what this machine knows of AWS. */
  private List<String> complaints(Path home, Map<String, String> variables) throws Exception {
    var environment = new HashMap<>(variables);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_CONFIG_FILE", home.resolve("config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", home.resolve("credentials").toString());
    try (var process = OtherProcess.startWith(environment, cli, "runs", "--stack", STACK)) {
      assertThat(process.end()).isEqualTo(2);
      return process.complaints();
    }
  }

  @Test
  void aLocalCommandLoadsNothingThatSpeaksToAws() throws Exception {
    var loaded =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xlog:class+load",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.longshore.cli.Main",
                "show",
                "good",
                "--data",
                cli.data().toString())
            .redirectErrorStream(true)
            .start();
    var lines = loaded.inputReader().lines().toList();
    assertThat(loaded.waitFor()).isZero();
    assertThat(lines).anyMatch(line -> line.contains("dev.longshore.cli.ShowCommand"));
    assertThat(lines)
        .filteredOn(line -> line.contains(" software.amazon") || line.contains(".cli.stack."))
        .isEmpty();
  }
}

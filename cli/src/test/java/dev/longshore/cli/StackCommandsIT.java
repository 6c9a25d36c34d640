package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.json.Fields;
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

    try (var ecs = EcsClient.create()) {
      var version = cli.run("validate", "--json").json().getLast().text("jobVersion");
      var _ = ecs.registerTaskDefinition(it -> it.family("ls-orders-good-" + version));
    }
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

package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandIT {

  private static final List<String> RECORD =
      List.of(
          "runId",
          "job",
          "jobVersion",
          "trigger",
          "state",
          "reason",
          "params",
          "rerunOf",
          "openedAt",
          "startedAt",
          "endedAt",
          "attempts",
          "cost",
          "onDemandCost");

  private static final List<String> ATTEMPT =
      List.of(
          "n",
          "member",
          "capacity",
          "outcome",
          "exitCode",
          "stopCode",
          "stoppedReason",
          "taskArn",
          "cpu",
          "memory",
          "startedAt",
          "stoppedAt",
          "billedSeconds",
          "cost");

  /** Words that a shell would obey. */
  private static final List<String> SHELL_WORDS =
      List.of("$(touch made)", "`touch made`", ";", "touch made", "&&", "| tee made", ">made", "*");

  @TempDir private Path folder;

  private Cli cli() {
    return new Cli(folder);
  }

  @Test
  void showsWhatTheJobPrintsAndSaysHowItEnded() {
    var result = cli().withJob("a", "[sh, -c, 'echo one; echo two']").run("run", "a");
    assertThat(result.exit()).isZero();
    assertThat(result.lines()).containsExactly("one", "two");
    assertThat(result.complaints())
        .singleElement()
        .asString()
        .matches("a-\\S+  SUCCEEDED  \\S+ s  \\$0\\.000065  1 attempt on SPOT");
  }

  @Test
  void showsBytesAsTheyAre() {
    var result = cli().withJob("a", "[printf, '\\377\\000\\012\\200x']").run("run", "a");
    assertThat(result.bytes()).containsExactly(0xFF, 0, 0x0A, 0x80, 'x');
  }

  @Test
  void writesTheWholeRecordAsJson() {
    var result = cli().withJob("a", "[sh, -c, 'exit 3']").run("run", "a", "--json");
    assertThat(result.exit()).isEqualTo(1);
    var record = result.json().getFirst();
    assertThat(List.copyOf(record.values().keySet())).asString().isEqualTo(RECORD.toString());
    assertThat(record.text("state")).isEqualTo("FAILED");
    assertThat(record.values().get("rerunOf")).isNull();
    var attempt = record.objects("attempts").getFirst();
    assertThat(List.copyOf(attempt.values().keySet())).asString().isEqualTo(ATTEMPT.toString());
    assertThat(attempt.integer("exitCode")).isEqualTo(3);
    assertThat(attempt.integer("billedSeconds")).isEqualTo(60);
  }

  @Test
  void saysWhereTheLogOfAFailedRunIs() {
    var result = cli().withJob("a", "[sh, -c, 'echo no; exit 3']").run("run", "a");
    assertThat(result.exit()).isEqualTo(1);
    var log = result.complaints().getLast();
    assertThat(Path.of(log.substring(log.indexOf('/')))).hasContent("no");
  }

  @Test
  void aProgramThatIsNotThereIsALaunchThatFailed() {
    var result = cli().withJob("a", "[no-such-program]").run("run", "a", "--json");
    assertThat(result.exit()).isEqualTo(1);
    var attempts = result.json().getFirst().objects("attempts");
    assertThat(attempts)
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.text("outcome")).isEqualTo("LAUNCH_FAILED");
          assertThat(attempt.text("stoppedReason")).contains("no-such-program");
          assertThat(attempt.values().get("exitCode")).isNull();
        });
  }

  @Test
  void takesWhatAPersonSaysOfOneRun() {
    var cli =
        cli()
            .withJob(
                "a",
                "[sh, -c, 'exit 9']",
                "parameters: { key: { type: string }, n: { type: integer, default: 7 } }",
                "environment: { STAGE: test, KEPT: 'yes' }");
    var result =
        cli.run(
            "run",
            "a",
            "--param",
            "key=k=v",
            "--env",
            "STAGE=prod",
            "--cpu",
            "512",
            "--memory",
            "1024",
            "--capacity",
            "on-demand",
            "--command",
            "sh",
            "--command",
            "-c",
            "--command",
            "echo $LONGSHORE_PARAM_KEY $LONGSHORE_PARAM_N $STAGE $KEPT $LONGSHORE_CAPACITY");
    assertThat(result.lines()).containsExactly("k=v 7 prod yes ON_DEMAND");
    assertThat(result.exit()).isZero();
    var record = cli.run("show", "a", "--json").json().getFirst();
    assertThat(record.object("params").orElseThrow().values())
        .asString()
        .isEqualTo("{key=k=v, n=7}");
    var attempt = record.objects("attempts").getFirst();
    assertThat(attempt.text("capacity")).isEqualTo("ON_DEMAND");
    assertThat(attempt.integer("cpu")).isEqualTo(512);
    assertThat(attempt.integer("memory")).isEqualTo(1024);
    assertThat(record.text("cost")).isEqualTo(record.text("onDemandCost"));
  }

  @Test
  void noStringOfAJobFileReachesAShell() throws IOException {
    var words = SHELL_WORDS.stream().map(word -> "'" + word + "'").toList();
    var cli =
        cli()
            .with(
                "a.yaml",
                "job: a",
                "image: a:1",
                "description: '$(touch made)'",
                "command: [printf, '%s\\n', " + String.join(", ", words) + ", '{{ params.p }}']",
                "environment: { A: '$(touch made)', B: '{{ params.p }}' }",
                "parameters: { p: { type: string } }");
    var result = cli.run("run", "a", "--param", "p='; touch made; '$(touch made)");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.lines().subList(0, SHELL_WORDS.size())).isEqualTo(SHELL_WORDS);
    assertThat(result.lines().getLast()).isEqualTo("'; touch made; '$(touch made)");
    try (var files = Files.walk(folder)) {
      assertThat(files).noneMatch(file -> file.endsWith("made"));
    }
  }

  @Test
  void aCommandOfOneTextIsOneProgramAndNoShellsLine() {
    var cli = cli().withJob("a", "['touch made']");
    assertThat(cli.run("run", "a").exit()).isEqualTo(1);
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void runsOnceForEachLineOfAFile() throws IOException {
    var cli =
        cli()
            .withJob(
                "a",
                "[sh, -c, 'exit $LONGSHORE_PARAM_N']",
                "parameters: { n: { type: integer, required: true } }");
    var file = Files.writeString(folder.resolve("each"), "{\"n\":0}\n\n{\"n\":4}\n{\"n\":0}\n");
    var result = cli.run("run", "a", "--each", file.toString(), "--json");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.json())
        .extracting(record -> record.objects("attempts").getFirst().integer("exitCode"))
        .containsExactlyInAnyOrder(0, 4, 0);
    assertThat(result.complaints()).containsExactly("3 runs, 1 failed");
  }

  @Test
  void noMoreLinesAreOpenedThanTheJobsLimitLetsRun() throws IOException {
    var cli =
        cli()
            .withJob(
                "a",
                "[sleep, '0.05']",
                "concurrency: 2\nparameters: { n: { type: integer, required: true } }");
    var file = Files.writeString(folder.resolve("each"), "{\"n\":0}\n".repeat(6));
    var result = cli.run("run", "a", "--each", file.toString(), "--json");
    assertThat(result.exit()).isZero();
    assertThat(result.json())
        .hasSize(6)
        .allSatisfy(record ->
            assertThat(cli.run("explain", record.text("runId")).out())
                .contains("It may start")
                .doesNotContain("It waits"));
  }

  @Test
  void failuresAreRetriedAndCountTheirAttempts() {
    var cli =
        cli()
            .withJob(
                "a",
                "[sh, -c, 'test $LONGSHORE_ATTEMPT = 3']",
                "retry: { attempts: 3, backoff: 1s, max: 1s }");
    var result = cli.run("run", "a", "--speed", "20");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("3 attempts: FAILED, FAILED, SUCCEEDED");
  }

  @Test
  void ctrlCCancelsTheRunAndItsTask() throws Exception {
    var cli = cli().withJob("a", "[sh, -c, 'echo working; exec sleep 600']");
    try (var run = OtherProcess.start(cli, "run", "a")) {
      run.awaitLine("working");
      run.interrupt();
      assertThat(run.end()).isEqualTo(130);
    }
    var record = cli.run("show", "a", "--json").json().getFirst();
    assertThat(record.text("state")).isEqualTo("CANCELLED");
    assertThat(record.text("reason")).contains("Ctrl-C");
    assertThat(record.objects("attempts").getFirst().text("outcome")).isEqualTo("CANCELLED");
  }

  @Test
  void aStarterProjectRunsAtOnce() {
    assertThat(cli().runBare("init", folder.toString()).exit()).isZero();
    var result = cli().run("run", "hello", "--param", "name=you");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.lines().getFirst()).isEqualTo("Hello, you!");
  }
}

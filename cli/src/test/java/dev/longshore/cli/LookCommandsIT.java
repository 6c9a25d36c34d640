package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is to be seen of three runs: one that succeeded, one that was retried, one that failed. */
class LookCommandsIT {

  @TempDir private static Path folder;
  private static Cli cli = new Cli(Path.of("."));

  @BeforeAll
  static void runThem() {
    cli =
        new Cli(folder)
            .withJob("good", "[printf, '\\377\\000end']", "parameters: { key: { type: string } }")
            .withJob(
                "flaky",
                "[sh, -c, 'echo try $LONGSHORE_ATTEMPT; test $LONGSHORE_ATTEMPT = 2']",
                "retry: { attempts: 2, backoff: 1s, max: 1s }")
            .withJob("broken", "[no-such-program]");
    assertThat(cli.run("run", "good", "--param", "key=v").exit()).isZero();
    assertThat(cli.run("run", "flaky").exit()).isZero();
    assertThat(cli.run("run", "broken").exit()).isEqualTo(1);
  }

  private static String id(String job) {
    return cli.run("show", job, "--json").json().getFirst().text("runId");
  }

  @Test
  void runsAreListedTheLatestFirst() {
    var lines = cli.run("runs").lines();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("RUN ").endsWith("WHY");
    assertThat(lines.get(1)).startsWith("broken-").contains("FAILED", "LAUNCH_FAILED");
    assertThat(lines.get(2)).startsWith("flaky-").contains("SUCCEEDED", "$0.000130");
    assertThat(lines.get(3)).startsWith("good-").contains("SUCCEEDED", "$0.000065");
  }

  @Test
  void runsFitANarrowTerminalWithTheirIdsWhole() {
    for (var columns : List.of(80, 100, 120)) {
      var lines = new Cli(folder, columns).run("runs").lines();
      assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
      assertThat(lines).anyMatch(line -> line.startsWith(id("good") + " "));
    }
  }

  @Test
  void runsAreChosenByJobAndState() {
    assertThat(jobs("--job", "flaky")).containsExactly("flaky");
    assertThat(jobs("--state", "succeeded")).containsExactly("flaky", "good");
    assertThat(jobs("--state", "FAILED,SUCCEEDED", "--limit", "2"))
        .containsExactly("broken", "flaky");
    assertThat(jobs("--open")).isEmpty();
    assertThat(cli.run("runs", "--open").complaints())
        .containsExactly("no such runs in " + cli.data());
    assertThat(cli.run("runs", "--limit", "1").complaints())
        .containsExactly("(the latest 1; --limit shows more)");
  }

  private static List<String> jobs(String... options) {
    var arguments = new java.util.ArrayList<>(List.of("--json"));
    arguments.addAll(List.of(options));
    return cli.run("runs", arguments.toArray(String[]::new)).json().stream()
        .map(record -> record.text("job"))
        .toList();
  }

  @Test
  void aRunIsFoundByItsIdAPartOfItOrItsJob() {
    var id = id("good");
    for (var words : List.of(id, "good", "good-", id.substring(id.length() - 12))) {
      assertThat(cli.run("show", words).lines().getFirst()).isEqualTo(id + "  SUCCEEDED");
    }
    var day = id.substring(5, 13);
    var ambiguous = cli.run("show", day);
    assertThat(ambiguous.exit()).isEqualTo(2);
    assertThat(ambiguous.complaints()).singleElement().asString().contains("give more of the id");
    for (var command : List.of("show", "explain", "logs", "cancel")) {
      var unknown = cli.run(command, "nothing");
      assertThat(unknown.exit()).isEqualTo(2);
      assertThat(unknown.complaints()).singleElement().asString().contains("`longshore runs`");
    }
  }

  @Test
  void aRunIsShownWithItsAttemptsAndWhatSpotSaved() {
    var lines = cli.run("show", "flaky").lines();
    assertThat(lines).anyMatch(line -> line.matches("cost +\\$0\\.000130; Spot saved .*\\(68%\\)"));
    assertThat(lines).anyMatch(line -> line.matches("1 +SPOT +256/512 +FAILED +1 .*"));
    assertThat(lines).anyMatch(line -> line.matches("2 +SPOT +256/512 +SUCCEEDED +0 .*"));
    assertThat(cli.run("show", "good").lines()).anyMatch(line -> line.matches("params +key=v"));
  }

  @Test
  void aRunIsExplainedStepByStep() {
    var lines = cli.run("explain", "flaky").lines();
    var story = lines.stream().map(line -> line.replaceFirst("^[0-9:.]{12}  ", "")).toList();
    assertThat(story)
        .containsSubsequence(
            "Opened by a person",
            "It may start",
            "Attempt 1 is launched on Spot",
            "The task of attempt 1 runs",
            "The task of attempt 1 stopped; its program exited with 1",
            "So attempt 1 counts as FAILED",
            "              FAILED: 0 of 1 retries (attempts) used",
            "Attempt 2 is launched on Spot",
            "So attempt 2 counts as SUCCEEDED",
            "The run ends as SUCCEEDED");
    var steps = cli.run("explain", "flaky", "--json").json().getFirst().objects("story");
    assertThat(steps).extracting(step -> step.instant("at")).isSorted();
  }

  @Test
  void logsAreTheBytesOfTheTasks() {
    var result = cli.run("logs", "good");
    assertThat(result.exit()).isZero();
    assertThat(result.bytes()).containsExactly(0xFF, 0, 'e', 'n', 'd');
    assertThat(result.err()).isEmpty();
  }

  @Test
  void logsOfSeveralAttemptsFollowEachOther() {
    for (var result : List.of(cli.run("logs", "flaky"), cli.run("logs", "flaky", "-f"))) {
      assertThat(result.lines()).containsExactly("try 1", "try 2");
      assertThat(result.complaints())
          .containsExactly(
              "==> attempt 1 of %s <==".formatted(id("flaky")),
              "==> attempt 2 of %s <==".formatted(id("flaky")));
    }
    assertThat(cli.run("logs", "flaky", "--attempt", "2").lines()).containsExactly("try 2");
    assertThat(cli.run("logs", "flaky", "--attempt", "3").exit()).isEqualTo(2);
    assertThat(cli.run("logs", "flaky", "--attempt", "0").exit()).isEqualTo(2);
  }

  @Test
  void logsAreJsonLineByLine() {
    var lines = cli.run("logs", "flaky", "--json").json();
    assertThat(lines).extracting(line -> line.integer("attempt")).containsExactly(1, 2);
    assertThat(lines).extracting(line -> line.text("line")).containsExactly("try 1", "try 2");
    assertThat(cli.run("logs", "good", "--json").json())
        .singleElement()
        .satisfies(line -> assertThat(line.text("line")).isEqualTo("\uFFFD\u0000end"));
  }

  @Test
  void aRunWithoutALogSaysSo() {
    var result = cli.run("logs", "broken");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.complaints()).singleElement().asString().contains("has no log");
  }
}

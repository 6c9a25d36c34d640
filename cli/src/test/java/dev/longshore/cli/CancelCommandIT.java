package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class CancelCommandIT {

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void giveItJobs() {
    cli =
        new Cli(folder)
            .withJob("long", "[sh, -c, 'echo working; exec sleep 600']")
            .withJob("short", "['true']");
  }

  private String state(String run) {
    return cli.run("show", run, "--json").json().getFirst().text("state");
  }

  @Test
  void endsARunThatAnotherProcessCarriesOut() throws Exception {
    try (var run = OtherProcess.start(cli, "run", "long")) {
      run.awaitLine("working");
      var result = cli.run("cancel", "long", "--reason", "wrong date");
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.lines()).singleElement().asString().contains("CANCELLED", "wrong date");
      assertThat(run.end()).isEqualTo(1);
    }
    assertThat(state("long")).isEqualTo("CANCELLED");
    assertThat(cli.run("explain", "long").out())
        .containsSubsequence(
            "The task of attempt 1 runs",
            "Cancellation asked for",
            "wrong date",
            "The task of attempt 1 stopped",
            "So attempt 1 counts as CANCELLED",
            "The run ends as CANCELLED");
  }

  @Test
  void endsARunThatUpCarriesOutWhichGoesOn() throws Exception {
    try (var up = OtherProcess.start(cli, "up")) {
      up.awaitFile(cli.data().resolve("control.json"));
      assertThat(cli.run("run", "long").exit()).isZero();
      var result = cli.run("cancel", "long", "--reason", "wrong date");
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.lines()).singleElement().asString().contains("CANCELLED", "wrong date");
      assertThat(cli.run("run", "short", "--wait").exit()).isZero();
      up.interrupt();
      assertThat(up.end()).isEqualTo(130);
    }
    assertThat(state("long")).isEqualTo("CANCELLED");
  }

  @Test
  void endsARunThatAKilledProcessHasLeft() throws Exception {
    try (var run = OtherProcess.start(cli, "run", "long")) {
      run.awaitLine("working");
      run.kill();
    }
    assertThat(state("long")).isEqualTo("RUNNING");
    var result = cli.run("cancel", "--job", "long", "--json");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.json())
        .singleElement()
        .satisfies(record -> assertThat(record.text("state")).isEqualTo("CANCELLED"));
    assertThat(cli.run("runs", "--open", "--json").out()).isEmpty();
  }

  @Test
  void aRunThatHasEndedOtherwiseIsNotCancelled() {
    assertThat(cli.run("run", "short").exit()).isZero();
    var result = cli.run("cancel", "short");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.complaints())
        .singleElement()
        .asString()
        .contains("has already ended: SUCCEEDED");
    assertThat(cli.run("cancel", "--job", "short").exit()).isZero();
    assertThat(cli.run("cancel", "--job", "never-run").exit()).isEqualTo(2);
  }

  @Test
  void cancelsNothingIfOneOfTheRunsIsUnknown() throws Exception {
    try (var run = OtherProcess.start(cli, "run", "long")) {
      run.awaitLine("working");
      assertThat(cli.run("cancel", "long", "unknown").exit()).isEqualTo(2);
      assertThat(state("long")).isEqualTo("RUNNING");
      assertThat(cli.run("cancel", "long").exit()).isZero();
      assertThat(cli.run("cancel", "long").exit()).as("once more").isZero();
    }
  }

  @Test
  void whoFollowsALogSeesTheEnd() throws Exception {
    try (var run = OtherProcess.start(cli, "run", "long");
        var logs = follow(run)) {
      logs.awaitLine("working");
      assertThat(cli.run("cancel", "long").exit()).isZero();
      assertThat(logs.end()).isZero();
    }
  }

  private OtherProcess follow(OtherProcess run) throws Exception {
    run.awaitLine("working");
    return OtherProcess.start(cli, "logs", "long", "-f");
  }
}

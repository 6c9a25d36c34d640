package dev.longshore.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.Capacity;
import dev.longshore.job.Job;
import dev.longshore.local.TestJobs;
import dev.longshore.local.sqs.LocalSqsClient;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Longshore on this machine, with real processes, on a real clock, over a real data folder. */
class LocalHostIT {

  @TempDir Path folder;

  /** Hours to sleep for, by which this test knows its processes from all others. */
  private final String hours = "20000.%d".formatted(ProcessHandle.current().pid());

  private static TestJobs job() {
    return TestJobs.job("etl").attempts(1);
  }

  private static TestJobs script(String text) {
    return job().command("/bin/sh", "-c", text);
  }

  private Run runOf(Job job) throws InterruptedException {
    try (var bench = HostBench.in(folder, job)) {
      return bench.settle(bench.open());
    }
  }

  private static PastAttempt only(Run run) {
    assertThat(run.member().past()).hasSize(1);
    return run.member().past().getFirst();
  }

  @ParameterizedTest
  @CsvSource({"/bin/true, SUCCEEDED, 0", "/bin/false, FAILED, 1"})
  void aRunEndsAsItsProgramDoes(String program, RunState state, int exitCode)
      throws InterruptedException {
    var run = runOf(job().command(program).build());

    assertThat(run.state()).isEqualTo(state);
    assertThat(only(run).exitCode()).isEqualTo(exitCode);
  }

  @Test
  void aProgramThatIsNotThereNeverStarts() throws InterruptedException {
    var run = runOf(job().command("no-such-program").build());

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(only(run).outcome()).isEqualTo(Outcome.LAUNCH_FAILED);
    assertThat(only(run).exitCode()).isNull();
    assertThat(only(run).stoppedReason()).contains("no-such-program");
  }

  @Test
  void aProgramThatTakesTooLongIsAskedToEnd() throws InterruptedException {
    var run = runOf(job().command("sleep", hours).timeout(Duration.ofSeconds(1)).build());

    assertThat(run.state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(only(run).exitCode()).as("128 and SIGTERM").isEqualTo(143);
    assertThat(HostBench.process(hours)).isNull();
  }

  @Test
  void aCancelledProgramIsAskedToEnd() throws InterruptedException {
    try (var bench = HostBench.in(folder, script("echo ready; exec sleep " + hours).build())) {
      var run = bench.open();
      bench.awaitLog(run, 1, "ready");

      var _ = bench.host.cloud().canceller().cancel(run, "asked for");

      assertThat(bench.settle(run).state()).isEqualTo(RunState.CANCELLED);
      assertThat(only(bench.run(run)).exitCode()).isEqualTo(143);
      assertThat(HostBench.process(hours)).isNull();
    }
  }

  @Test
  void oneThatDoesNotHeedThatIsKilled() throws InterruptedException {
    var stubborn =
        script("trap '' TERM; echo ready; while :; do sleep 0.01; done")
            .stopTimeout(Duration.ofSeconds(2))
            .build();
    try (var bench = HostBench.in(folder, stubborn)) {
      var run = bench.open();
      bench.awaitLog(run, 1, "ready");

      var _ = bench.host.cloud().canceller().cancel(run, "asked for");

      assertThat(bench.settle(run).state()).isEqualTo(RunState.CANCELLED);
      assertThat(only(bench.run(run)).exitCode()).as("128 and SIGKILL").isEqualTo(137);
    }
  }

  @Test
  void eachAttemptHasALogOfItsOwn() throws InterruptedException {
    var job = script("echo out $LONGSHORE_ATTEMPT; echo err >&2; exit 7").attempts(2).build();
    // The back-off of up to half a minute takes three seconds at most.
    try (var bench = HostBench.in(folder, job, 10)) {
      var run = bench.settle(bench.open());

      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.member().past()).extracting(PastAttempt::exitCode).containsExactly(7, 7);
      assertThat(bench.log(run.id(), 1)).isEqualTo("out 1\nerr\n");
      assertThat(bench.log(run.id(), 2)).isEqualTo("out 2\nerr\n");
    }
  }

  @Test
  void theNextHostTakesUpWhatWasRunning() throws InterruptedException {
    var job = script("echo ready; test $LONGSHORE_ATTEMPT -gt 1 || exec sleep " + hours).build();
    RunId run;
    try (var first = HostBench.in(folder, job)) {
      run = first.open();
      first.awaitLog(run, 1, "ready");
    }
    assertThat(HostBench.process(hours)).as("a process of the first life").isNull();

    try (var second = HostBench.in(folder, job)) {
      assertThat(second.recovered).containsExactly(run);
      var settled = second.settle(run);

      assertThat(settled.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(settled.member().past())
          .extracting(PastAttempt::outcome)
          .containsExactly(Outcome.INTERRUPTED, Outcome.SUCCEEDED);
      assertThat(settled.member().past().getFirst().counted()).isFalse();
    }
  }

  @Test
  void theNextHostLeavesAloneWhatHasEnded() throws InterruptedException {
    var run = runOf(job().command("/bin/true").build());

    try (var second = HostBench.in(folder, job().command("/bin/true").build())) {
      assertThat(second.recovered).isEmpty();
      assertThat(second.run(run.id())).isEqualTo(run);
    }
  }

  @Test
  void anInterruptedSpotTaskGoesOnFromItsCheckpoint() throws InterruptedException {
    var job =
        script(
                """
                if test -f "$LONGSHORE_CHECKPOINT/state"; then
                  cat "$LONGSHORE_CHECKPOINT/state"
                else
                  echo half > "$LONGSHORE_CHECKPOINT/state"
                  exec sleep %s
                fi
                """
                    .formatted(hours))
            .build();
    var once = HostBench.interruptingOnce(folder, "state");
    try (var bench = HostBench.in(folder, job, once)) {
      var run = bench.settle(bench.open());

      assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(run.member().past())
          .extracting(PastAttempt::outcome)
          .containsExactly(Outcome.INTERRUPTED, Outcome.SUCCEEDED);
      assertThat(run.member().past().getFirst().capacity()).isEqualTo(Capacity.SPOT);
      assertThat(bench.log(run.id(), 2)).isEqualTo("half\n");
    }
  }

  @Test
  void aProgramSeesItsJobsEnvironmentAndNothingElseOfThePersons() throws InterruptedException {
    var job =
        job()
            .command("/usr/bin/env")
            .environment("STAGE", "prod")
            .environment("GREETING", "attempt {{ attempt }} of {{ runId }}")
            .secret("PASSWORD", "arn:aws:secretsmanager:us-east-1:000000000000:secret:p")
            .build();
    try (var bench = HostBench.in(folder, job)) {
      var run = bench.settle(bench.open());
      var variables = variables(bench.log(run.id(), 1));

      assertThat(variables.keySet().stream().filter(name -> !name.startsWith("LONGSHORE_")))
          .containsExactlyInAnyOrder("PATH", "HOME", "STAGE", "GREETING", "PASSWORD");
      assertThat(variables)
          .containsEntry("PATH", "/usr/bin:/bin")
          .containsEntry("HOME", "/home/somebody")
          .containsEntry("STAGE", "prod")
          .containsEntry("GREETING", "attempt 1 of " + run.id())
          .containsEntry("PASSWORD", "s3cret")
          .containsEntry("LONGSHORE_JOB", "etl")
          .containsEntry("LONGSHORE_RUN_ID", run.id().value())
          .containsEntry("LONGSHORE_ATTEMPT", "1")
          .containsEntry("LONGSHORE_MEMBER", "0")
          .containsEntry("LONGSHORE_SCHEDULED_TIME", run.trigger().time().toString())
          .containsEntry("LONGSHORE_CAPACITY", "SPOT");
      assertThat(Path.of(variables.get("LONGSHORE_CHECKPOINT")))
          .isDirectory()
          .startsWith(folder.resolve("data"));
    }
  }

  private static Map<String, String> variables(String log) {
    return log.lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @Test
  void aCommandIsGivenToNoShell() throws InterruptedException {
    var text = "$HOME; `id` $(id) | tee stolen > stolen && * ~ \\ \" ' \n #";
    try (var bench = HostBench.in(folder, job().command("/bin/echo", text, "a  b").build())) {
      var run = bench.settle(bench.open());

      assertThat(bench.log(run.id(), 1)).isEqualTo(text + " a  b\n");
      assertThat(folder.resolve("stolen")).doesNotExist();
    }
  }

  @Test
  void aProgramRunsInTheFolderOfTheHost() throws InterruptedException {
    try (var bench = HostBench.in(folder, job().command("/bin/pwd", "-P").build())) {
      var run = bench.settle(bench.open());

      assertThat(Path.of(bench.log(run.id(), 1).strip())).isEqualTo(folder.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aMessageStartsAProgramThatIsToldWhereTheQueuesAre() throws InterruptedException {
    var job = job().withQueue().command("/usr/bin/env").build();
    try (var bench = HostBench.in(folder, job)) {
      var queues = bench.host.queues().orElseThrow();
      try (var sqs = LocalSqsClient.at(queues.endpoint(), "us-east-1")) {
        var url = queues.urls().get("etl");
        var _ = sqs.sendMessage(request -> request.queueUrl(url).messageBody("{\"n\": 5}"));
      }
      var ended = new ArrayList<RunId>();
      bench.host.cloud().onRunEnd((run, _) -> ended.add(run));
      bench.until(() -> !ended.isEmpty());
      var run = bench.settle(ended.getFirst());

      assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(variables(bench.log(run.id(), 1)))
          .containsEntry("AWS_ENDPOINT_URL_SQS", queues.endpoint().toString())
          .containsEntry("LONGSHORE_PARAM_N", "5");
    }
  }
}

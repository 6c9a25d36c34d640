package dev.longshore.cli.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of what was accepted when the job files are others in the next life. */
@Execution(ExecutionMode.CONCURRENT)
class ChangedJobsIT {

  @TempDir Path folder;

  private Map<String, RunState> states(Harbour harbour) {
    return harbour.ledger().runs().stream()
        .collect(Collectors.toMap(run -> run.id().value(), Run::state));
  }

  @Test
  void anOpenRunKeepsItsJobVersionThoughTheFileChangesOrGoes() throws Exception {
    var harbour =
        Harbour.in(folder, LongshoreJvm.withArchive())
            .job("changed", 1, "plain, \"1\"")
            .job("gone", 1, "plain, \"1\"");
    String changed;
    String gone;
    try (var up = harbour.up()) {
      up.awaitUp();
      changed = harbour.open("changed").orElseThrow();
      gone = harbour.open("gone").orElseThrow();
      Harbour.await("both begin", () -> TraceLine.of(folder).size() == 2);
      up.kill();
      up.exitCode();
    }
    harbour.job("changed", 1, "once, \"0\"");
    Files.delete(folder.resolve("jobs/gone.yaml"));

    String later;
    try (var up = harbour.up()) {
      up.awaitUp();
      later = harbour.open("changed").orElseThrow();
      Harbour.await("all end", () -> harbour.ledger().untold() == 0);
      up.terminate();
      up.exitCode();
    }

    assertThat(states(harbour))
        .isEqualTo(
            Map.of(changed, RunState.SUCCEEDED, gone, RunState.SUCCEEDED, later, RunState.FAILED));
  }

  @Test
  void aMessageOfAJobThatIsGoneWaitsUntilTheJobIsBack() throws Exception {
    var harbour = Harbour.in(folder, LongshoreJvm.withArchive()).job("other", 1, "plain, \"0\"");
    var queue = new String[] {"queue: { mode: message }", "parameters: { n: { type: integer } }"};
    harbour.job("letter", 1, "plain, \"0\"", queue);
    var letters = new LetterBox();
    while (letters.acknowledged().isEmpty()) {
      try (var up = harbour.up("--halt-after-call", "1:sqs:ReceiveMessage")) {
        // On a machine that is busy enough it has asked for messages, and halted, before it is up.
        up.said("letter  ").ifPresent(url -> letters.send(url, 1));
        assertThat(up.exitCode()).isEqualTo(137);
      }
    }
    assertThat(letters.acknowledged()).hasSize(1);
    Files.delete(folder.resolve("jobs/letter.yaml"));
    try (var up = harbour.up("--for", "1m")) {
      assertThat(up.exitCode()).isZero();
    }
    assertThat(harbour.ledger().runs()).isEmpty();
    harbour.job("letter", 1, "plain, \"0\"", queue);

    try (var up = harbour.up()) {
      Harbour.await("its run has ended", () -> states(harbour).containsValue(RunState.SUCCEEDED));
      up.terminate();
      assertThat(up.exitCode()).isEqualTo(Harbour.TERMINATED);
    }
    assertThat(states(harbour)).hasSize(1);
  }
}

package dev.longshore.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.run.Attempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import dev.longshore.run.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped template, built by SAM and deployed to LocalStack, with the shipped functions as
 * Lambdas and the simulated ECS whose tasks are containers. All scenarios go on at once; each test
 * waits for the end of its own. What LocalStack cannot do stands at {@link LocalStackTemplate}.
 */
@Tag("containers")
@TestInstance(Lifecycle.PER_CLASS)
class DeployedApplicationIT {

  private static final List<String> SCHEDULED =
      List.of(
          "unheard", "clean", "reclaimed", "failing", "endless", "hungry", "cancelled", "aborted");
  private static final String CLEAN = "clean";
  private static final int MESSAGES = 20;

  /** Between firings: a function that is free again takes the next one, and no other need start. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private @Nullable DeployedApplication deployed;
  private @Nullable Sweeping sweeping;

  @BeforeAll
  void beginEverything(@TempDir Path folder) throws Exception {
    var application = DeployedApplication.deploy(folder);
    deployed = application;
    // Alone at first, for the functions start for it; what is wrong with all of them shows here.
    application.scheduler().fire(CLEAN + ".1");
    var _ = ended(CLEAN);
    for (var job : SCHEDULED) {
      application.scheduler().fire(job + ".1");
      Thread.sleep(PAUSE);
    }
    application.letters().send(MESSAGES);
    sweeping = Sweeping.start(application);
    var _ = application.longshore("cancel", "--no-wait", working("cancelled").id().value());
    application.abort(working("aborted"));
  }

  @AfterAll
  void end() {
    if (sweeping != null) {
      sweeping.close();
    }
    if (deployed != null) {
      deployed.close();
    }
  }

  private DeployedApplication application() {
    return Objects.requireNonNull(deployed);
  }

  private Run ended(String job) throws InterruptedException {
    return application().runs().await(job, Run::isFinal);
  }

  /** A run whose task works. */
  private Run working(String job) throws InterruptedException {
    return application()
        .runs()
        .await(job, run -> run.member().openAttempt().map(Attempt::startedAt).isPresent());
  }

  @Test
  void aScheduleThatFiresIsARunThatSucceeds() throws InterruptedException {
    var run = ended(CLEAN);

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.trigger().type()).isEqualTo(Trigger.Type.SCHEDULE);
    assertThat(Runs.attempts(run)).containsExactly("SPOT SUCCEEDED");
  }

  @Test
  void eachMessageIsARunAndPoisonIsNone() throws InterruptedException {
    var runs = application().runs().awaitEnds("letters", MESSAGES - 1);

    assertThat(runs).hasSize(MESSAGES - 1).extracting(Run::state).containsOnly(RunState.SUCCEEDED);
    assertThat(runs).extracting(run -> run.member().past().size()).containsOnly(1);
    assertThat(application().letters().dead())
        .singleElement()
        .asString()
        .contains(Letters.POISON, "number");
    assertThat(application().letters().waiting()).isZero();
  }

  @Test
  void anInterruptedAttemptIsFollowedByOneOnDemand() throws InterruptedException {
    var run = ended("reclaimed");

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Runs.attempts(run)).containsExactly("SPOT INTERRUPTED", "ON_DEMAND SUCCEEDED");
  }

  @Test
  void aJobThatFailsIsTriedAsOftenAsItSays() throws InterruptedException {
    var run = ended("failing");

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(Runs.attempts(run)).containsExactly("SPOT FAILED", "SPOT FAILED");
    assertThat(run.member().past().getLast().exitCode()).isEqualTo(75);
  }

  @Test
  void aTaskIsStoppedAfterItsTimeOut() throws InterruptedException {
    var run = ended("endless");

    assertThat(run.state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(Runs.attempts(run)).containsExactly("SPOT TIMED_OUT");
  }

  @Test
  void aTaskThatTheKernelKillsForItsMemoryIsTriedWithMore() throws InterruptedException {
    var run = ended("hungry");

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Runs.attempts(run)).containsExactly("SPOT OUT_OF_MEMORY", "SPOT SUCCEEDED");
    assertThat(run.member().past())
        .extracting(attempt -> attempt.size().memory())
        .containsExactly(512, 1024);
  }

  @Test
  void aRunThatAPersonCancelsIsCancelled() throws InterruptedException {
    var run = ended("cancelled");

    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(Runs.attempts(run)).containsExactly("SPOT CANCELLED");
  }

  @Test
  void aRunWhoseExecutionAPersonAbortsIsCancelled() throws InterruptedException {
    var run = ended("aborted");

    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(Runs.attempts(run)).containsExactly("SPOT CANCELLED");
    assertThat(Objects.requireNonNull(run.cancellation()).reason()).contains("aborted");
  }

  @Test
  void anEndThatNoEventTellsIsFoundBySweep() throws InterruptedException {
    assertThat(Objects.requireNonNull(sweeping).stateBefore()).isEqualTo(RunState.RUNNING);

    var run = ended("unheard");
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Runs.attempts(run)).containsExactly("SPOT SUCCEEDED");
  }

  @Test
  void theCommandsTellTheStory() throws Exception {
    var run = ended("reclaimed");

    assertThat(application().longshore("runs", "--job", "reclaimed"))
        .contains(run.id().value(), "SUCCEEDED");
    assertThat(application().longshore("explain", run.id().value()))
        .contains("Your Spot Task was interrupted.", "on-demand capacity", "SUCCEEDED");
  }

  /** Once all have ended, in whatever order the tests come. */
  @Test
  void nothingIsLeft() throws InterruptedException {
    for (var job : SCHEDULED) {
      var _ = ended(job);
    }
    var _ = application().runs().awaitEnds("letters", MESSAGES - 1);

    var ledger = application().runs().ledger();
    var _ =
        Runs.await(
            () -> "ends that are not told: " + ledger.openRuns(null, 100),
            () -> Optional.of(true).filter(_ -> ledger.openRuns(null, 100).isEmpty()));
    assertThat(application().runningExecutions()).isEmpty();
    assertThat(application().runningTasks()).isEmpty();
    assertThat(application().ecs().containers()).isEmpty();
    assertThat(application().undelivered()).isZero();
  }
}

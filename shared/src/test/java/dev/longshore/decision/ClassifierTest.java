package dev.longshore.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.run.Outcome;
import dev.longshore.run.StopIntent;
import dev.longshore.run.TaskFacts;
import dev.longshore.run.TaskFacts.ContainerFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String SPOT_TEXT = "Your Spot Task was interrupted.";
  private static final String MEMORY_TEXT =
      "OutOfMemoryError: container killed due to memory usage";

  private static final List<@Nullable String> STOP_CODES =
      Arrays.asList(
          null,
          "TaskFailedToStart",
          "EssentialContainerExited",
          "UserInitiated",
          "ServiceSchedulerInitiated",
          "SpotInterruption",
          "TerminationNotice",
          "InfrastructureHealth",
          "NobodyHasHeardOfIt");
  private static final List<@Nullable String> STOPPED_REASONS =
      Arrays.asList(
          null,
          "Essential container in task exited",
          SPOT_TEXT,
          "Task stopped by user",
          "longshore:IDLE_STOPPED: CPU below 2%",
          "longshore:NONSENSE: who knows");
  private static final List<@Nullable Integer> EXIT_CODES = Arrays.asList(null, 0, 1, 137);
  private static final List<@Nullable String> CONTAINER_REASONS =
      Arrays.asList(null, MEMORY_TEXT, "CannotPullContainerError: i/o timeout");
  private static final List<List<ContainerFacts>> SIDECARS =
      List.of(
          List.of(),
          List.of(new ContainerFacts("log", null, null)),
          List.of(new ContainerFacts("log", 0, null)),
          List.of(new ContainerFacts("log", 1, MEMORY_TEXT)));
  private static final List<@Nullable StopIntent> INTENTS =
      Arrays.asList(
          null,
          new StopIntent(Outcome.TIMED_OUT, "still running after PT1H", NOON),
          new StopIntent(Outcome.CANCELLED, "by a person", NOON));

  /** Everything that the outcome may depend on. */
  private record Case(
      @Nullable String stopCode,
      @Nullable String stoppedReason,
      @Nullable Integer exitCode,
      @Nullable String containerReason,
      List<ContainerFacts> sidecars,
      @Nullable StopIntent intent,
      boolean completesOnTerm,
      boolean started) {

    TaskFacts facts() {
      var containers = new ArrayList<ContainerFacts>();
      containers.add(new ContainerFacts("job", exitCode, containerReason));
      containers.addAll(sidecars);
      return stopped(stopCode, stoppedReason, containers, started ? NOON : null);
    }

    Classification classified() {
      return Classifier.classify(facts(), intent, completesOnTerm, "job"::equals);
    }

    /** The outcome by the design's seven rules, one after the other. */
    Outcome expected() {
      var byUser = "UserInitiated".equals(stopCode);
      if (byUser && intent != null) {
        return intent.outcome();
      }
      if (byUser && "longshore:IDLE_STOPPED: CPU below 2%".equals(stoppedReason)) {
        return Outcome.IDLE_STOPPED;
      }
      if (Set.of("SpotInterruption", "TerminationNotice", "InfrastructureHealth")
              .contains(Objects.toString(stopCode))
          || SPOT_TEXT.equals(stoppedReason)) {
        return completesOnTerm && exitedWith(0) ? Outcome.SUCCEEDED : Outcome.INTERRUPTED;
      }
      if ("TaskFailedToStart".equals(stopCode) || (!anythingStarted() && !byUser)) {
        return Outcome.LAUNCH_FAILED;
      }
      if (MEMORY_TEXT.equals(containerReason)) {
        return Outcome.OUT_OF_MEMORY;
      }
      if (byUser) {
        return Outcome.CANCELLED;
      }
      return exitedWith(0) ? Outcome.SUCCEEDED : Outcome.FAILED;
    }

    private boolean exitedWith(int code) {
      return exitCode != null && exitCode == code;
    }

    private boolean anythingStarted() {
      return started
          || exitCode != null
          || sidecars.stream().anyMatch(sidecar -> sidecar.exitCode() != null);
    }
  }

  private static void eachCase(Consumer<Case> check) {
    for (var stopCode : STOP_CODES) {
      for (var reason : STOPPED_REASONS) {
        for (var exit : EXIT_CODES) {
          for (var containerReason : CONTAINER_REASONS) {
            for (var sidecars : SIDECARS) {
              for (var intent : INTENTS) {
                for (var flags = 0; flags < 4; flags++) {
                  check.accept(
                      new Case(
                          stopCode,
                          reason,
                          exit,
                          containerReason,
                          sidecars,
                          intent,
                          (flags & 1) != 0,
                          (flags & 2) != 0));
                }
              }
            }
          }
        }
      }
    }
  }

  private static TaskFacts stopped(
      @Nullable String stopCode,
      @Nullable String stoppedReason,
      List<ContainerFacts> containers,
      @Nullable Instant startedAt) {
    return new TaskFacts(
        "arn:task/1",
        null,
        "STOPPED",
        "STOPPED",
        stopCode,
        stoppedReason,
        containers,
        startedAt,
        startedAt,
        NOON.plusSeconds(90));
  }

  private static TaskFacts exited(
      @Nullable String stopCode,
      @Nullable String reason,
      @Nullable Integer exit,
      @Nullable String containerReason) {
    return stopped(
        stopCode, reason, List.of(new ContainerFacts("job", exit, containerReason)), NOON);
  }

  private static @Nullable Outcome outcome(TaskFacts facts) {
    return Classifier.classify(facts).outcome();
  }

  @Test
  void eachCombinationIsClassifiedByTheFirstRuleThatFits() {
    eachCase(
        one -> assertThat(one.classified().outcome()).as(one::toString).isEqualTo(one.expected()));
  }

  @Test
  void noTaskSucceedsUnlessItsContainerExitedWithZero() {
    eachCase(one -> {
      if (one.exitCode() == null || one.exitCode() != 0) {
        assertThat(one.classified().outcome()).as(one::toString).isNotEqualTo(Outcome.SUCCEEDED);
      }
    });
  }

  @Test
  void eachOutcomeIsShownWithFactsOfTheTask() {
    eachCase(one -> {
      var evidence = one.classified().evidence();
      assertThat(evidence).as(one::toString).isNotEmpty();
      for (var fact : evidence) {
        assertThat(fact.meaning()).as(one::toString).isNotBlank();
        assertThat(fact.value()).as("%s in %s", fact, one).isEqualTo(valueOf(one, fact.field()));
      }
    });
  }

  private static String valueOf(Case one, String field) {
    var value =
        switch (field) {
          case "stopCode" -> one.stopCode();
          case "stoppedReason" -> one.stoppedReason();
          case "exitCode", "containers[job].exitCode" -> one.exitCode();
          case "containers[job].reason" -> one.containerReason();
          case "startedAt" -> null;
          default -> throw new AssertionError("no such field of a task: " + field);
        };
    return value == null ? "(absent)" : value.toString();
  }

  @ParameterizedTest
  @CsvSource({"SpotInterruption", "TerminationNotice", "InfrastructureHealth", "''"})
  void anInterruptedContainerThatHandlesSigtermAndExitsWithZeroHasNotDoneItsWork(String code) {
    var facts = exited(code.isEmpty() ? null : code, SPOT_TEXT, 0, null);

    assertThat(outcome(facts)).isEqualTo(Outcome.INTERRUPTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your Spot Task was interrupted.",
        "Your Spot Task was interrupted",
        "your spot task was interrupted. Capacity is needed elsewhere"
      })
  void aSpotNoticeIsKnownByItsTextWhereTheStopCodeIsMissing(String text) {
    assertThat(outcome(exited(null, text, 137, null))).isEqualTo(Outcome.INTERRUPTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OutOfMemoryError: container killed due to memory usage",
        "OutOfMemory: Container killed due to memory usage",
        "OUTOFMEMORYERROR",
        "Container killed: out of memory",
        "outofmemoryerror: container killed due to memory usage"
      })
  void memoryIsToldInAnyCapitalsAndWithAnyExitCode(String reason) {
    for (var exit : EXIT_CODES) {
      assertThat(outcome(exited("EssentialContainerExited", null, exit, reason)))
          .isEqualTo(Outcome.OUT_OF_MEMORY);
    }
  }

  @Test
  void aBareKillIsTheJobsOwnFailure() {
    assertThat(outcome(exited("EssentialContainerExited", null, 137, null)))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void aTaskThatRanButHasNoExitCodeHasFailed() {
    assertThat(outcome(exited("EssentialContainerExited", null, null, null)))
        .isEqualTo(Outcome.FAILED);
    assertThat(outcome(stopped("EssentialContainerExited", null, List.of(), NOON)))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void aTaskWithoutContainersThatNeverRanHasNotBeenLaunched() {
    assertThat(outcome(stopped(null, "Capacity is unavailable at this time", List.of(), null)))
        .isEqualTo(Outcome.LAUNCH_FAILED);
  }

  @Test
  void aTaskThatAPersonStoppedBeforeItStartedIsCancelled() {
    assertThat(
            outcome(
                stopped(
                    "UserInitiated",
                    "Task stopped by user",
                    List.of(new ContainerFacts("job", null, null)),
                    null)))
        .isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void aSidecarCountsOnlyWhereNothingIsKnownOfTheJob() {
    var facts =
        stopped(
            "EssentialContainerExited",
            null,
            List.of(new ContainerFacts("job", 0, null), new ContainerFacts("log", 143, null)),
            NOON);

    assertThat(Classifier.classify(facts, null, false, "job"::equals).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(outcome(facts)).isEqualTo(Outcome.FAILED);
  }

  @Test
  void aTaskWithoutTheJobsContainerNeverSucceeds() {
    var facts =
        stopped(
            "EssentialContainerExited", null, List.of(new ContainerFacts("log", 0, null)), NOON);

    assertThat(Classifier.classify(facts, null, true, "job"::equals).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void anIntentCountsOnlyOnceEcsSaysThatATaskWasStopped() {
    var intent = new StopIntent(Outcome.TIMED_OUT, "still running after PT1H", NOON);

    var ranToItsEnd =
        Classifier.classify(
            exited("EssentialContainerExited", null, 0, null), intent, false, _ -> true);
    var wasInterrupted =
        Classifier.classify(exited("SpotInterruption", null, 0, null), intent, false, _ -> true);

    assertThat(ranToItsEnd.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(wasInterrupted.outcome()).isEqualTo(Outcome.INTERRUPTED);
  }

  @Test
  void eachOutcomeIsKnownFromOurOwnReasonToStopATask() {
    for (var outcome : Outcome.values()) {
      var reason = new StopIntent(outcome, "why not", NOON).reason();

      assertThat(reason).isEqualTo("longshore:" + outcome + ": why not");
      assertThat(outcome(exited("UserInitiated", reason, 143, null))).isEqualTo(outcome);
    }
  }

  @Test
  void aTaskThatHasNotStoppedHasNoOutcome() {
    for (var status :
        List.of(
            "PROVISIONING",
            "PENDING",
            "ACTIVATING",
            "RUNNING",
            "DEACTIVATING",
            "STOPPING",
            "DEPROVISIONING")) {
      var facts =
          new TaskFacts(
              "arn:task/1",
              null,
              status,
              "STOPPED",
              "SpotInterruption",
              SPOT_TEXT,
              List.of(new ContainerFacts("job", 0, null)),
              NOON,
              NOON,
              null);

      var classification = Classifier.classify(facts);

      assertThat(classification.outcome()).isNull();
      assertThat(classification.evidence())
          .containsExactly(new Evidence("lastStatus", status, "the task has not stopped"));
    }
  }

  @Test
  void aTaskThatEndedWithTheLocalProcessIsInterruptedWhateverItsContainersSay() {
    assertThat(outcome(stopped(TaskFacts.LOCAL_RESTART, "it ended", List.of(), null)))
        .isEqualTo(Outcome.INTERRUPTED);
  }

  @Test
  void theSummaryNamesEachFact() {
    var summary = Classifier.classify(exited("EssentialContainerExited", null, 1, null)).summary();

    assertThat(summary).isEqualTo("containers[job].exitCode 1: the job's own failure");
  }
}

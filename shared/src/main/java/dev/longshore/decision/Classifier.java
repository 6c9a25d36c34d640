package dev.longshore.decision;

import dev.longshore.run.Outcome;
import dev.longshore.run.StopIntent;
import dev.longshore.run.TaskFacts;
import dev.longshore.run.TaskFacts.ContainerFacts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells from what ECS says of a task how its attempt ended. The rules stand in order and the first
 * that fits decides: who stopped the task comes before how its containers exited, for an
 * interrupted container that handles SIGTERM exits with 0, and yet its work is not done.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">Stopped
 *     task error codes</a>
 */
public final class Classifier {

  private static final String USER_INITIATED = "UserInitiated";
  private static final String FAILED_TO_START = "TaskFailedToStart";
  private static final String INFRASTRUCTURE_HEALTH = "InfrastructureHealth";

  /**
   * The code of today, the one of 2023, and beside them the text, for tasks have come with neither.
   */
  private static final Set<String> SPOT_CODES = Set.of("SpotInterruption", "TerminationNotice");

  private static final String SPOT_TEXT = "your spot task was interrupted";
  private static final List<String> MEMORY_TEXTS =
      List.of("outofmemory", "out of memory", "memory usage");
  private static final int KILLED = 137;

  private final TaskFacts task;
  private final @Nullable StopIntent intent;
  private final boolean completesOnTerm;
  private final Predicate<String> isEssential;

  private Classifier(
      TaskFacts task,
      @Nullable StopIntent intent,
      boolean completesOnTerm,
      Predicate<String> isEssential) {
    this.task = task;
    this.intent = intent;
    this.completesOnTerm = completesOnTerm;
    this.isEssential = isEssential;
  }

  /** Classifies a task of which nothing but this is known: every container counts as essential. */
  public static Classification classify(TaskFacts task) {
    return classify(task, null, false, _ -> true);
  }

  /**
   * Classifies a task of ours.
   *
   * @param intent what we meant when we stopped it; null if we did not
   * @param completesOnTerm whether the job says that exiting with 0 after a stop notice is success
   * @param isEssential which of its containers, by name, the job cannot do without
   */
  public static Classification classify(
      TaskFacts task,
      @Nullable StopIntent intent,
      boolean completesOnTerm,
      Predicate<String> isEssential) {
    return new Classifier(task, intent, completesOnTerm, isEssential).classify();
  }

  private Classification classify() {
    if (!task.isStopped()) {
      return new Classification(
          null, List.of(new Evidence("lastStatus", task.lastStatus(), "the task has not stopped")));
    }
    return stoppedByUs()
        .or(this::endedWithItsHost)
        .or(this::interrupted)
        .or(this::neverStarted)
        .or(this::outOfMemory)
        .or(this::stoppedByAPerson)
        .or(this::succeeded)
        .orElseGet(this::failed);
  }

  private Optional<Classification> stoppedByUs() {
    if (!USER_INITIATED.equals(task.stopCode())) {
      return Optional.empty();
    }
    if (intent != null) {
      return Optional.of(
          Classification.of(
              intent.outcome(), "stopCode", task.stopCode(), "we stopped it: " + intent.why()));
    }
    return Optional.ofNullable(task.stoppedReason())
        .flatMap(StopIntent::outcomeIn)
        .map(outcome ->
            Classification.of(
                outcome, "stoppedReason", task.stoppedReason(), "our own StopTask reason"));
  }

  private Optional<Classification> endedWithItsHost() {
    return TaskFacts.LOCAL_RESTART.equals(task.stopCode())
        ? Optional.of(
            Classification.of(
                Outcome.INTERRUPTED,
                "stopCode",
                task.stopCode(),
                "it ended with the local orchestrator"))
        : Optional.empty();
  }

  private Optional<Classification> interrupted() {
    var disturbance = disturbance();
    if (disturbance.isEmpty()) {
      return Optional.empty();
    }
    if (completesOnTerm && allExitedWithZero()) {
      var completed =
          new Evidence(
              "exitCode", "0", "the job completes on SIGTERM, and every essential container did");
      return Optional.of(
          new Classification(Outcome.SUCCEEDED, List.of(disturbance.get(), completed)));
    }
    return Optional.of(new Classification(Outcome.INTERRUPTED, List.of(disturbance.get())));
  }

  private Optional<Evidence> disturbance() {
    var code = task.stopCode();
    if (code != null && SPOT_CODES.contains(code)) {
      return Optional.of(new Evidence("stopCode", code, "AWS took the Spot capacity back"));
    }
    if (code != null && code.equals(INFRASTRUCTURE_HEALTH)) {
      return Optional.of(
          new Evidence("stopCode", code, "AWS stopped it for the health of its infrastructure"));
    }
    var reason = task.stoppedReason();
    return reason != null && lower(reason).contains(SPOT_TEXT)
        ? Optional.of(new Evidence("stoppedReason", reason, "AWS took the Spot capacity back"))
        : Optional.empty();
  }

  private Optional<Classification> neverStarted() {
    if (FAILED_TO_START.equals(task.stopCode())) {
      return Optional.of(
          Classification.of(
              Outcome.LAUNCH_FAILED,
              "stopCode",
              task.stopCode(),
              "the task never started" + because()));
    }
    if (!task.everStarted() && !USER_INITIATED.equals(task.stopCode())) {
      return Optional.of(
          Classification.of(
              Outcome.LAUNCH_FAILED, "startedAt", null, "no container ever started" + because()));
    }
    return Optional.empty();
  }

  private Optional<Classification> outOfMemory() {
    return essential()
        .filter(container -> container.reason() != null && speaksOfMemory(container.reason()))
        .findFirst()
        .map(container ->
            Classification.of(
                Outcome.OUT_OF_MEMORY,
                field(container, "reason"),
                container.reason(),
                "it ran out of memory"));
  }

  private Optional<Classification> stoppedByAPerson() {
    return USER_INITIATED.equals(task.stopCode())
        ? Optional.of(
            Classification.of(
                Outcome.CANCELLED,
                "stopCode",
                task.stopCode(),
                "somebody else stopped it" + because()))
        : Optional.empty();
  }

  private Optional<Classification> succeeded() {
    return allExitedWithZero()
        ? Optional.of(
            new Classification(
                Outcome.SUCCEEDED,
                essential()
                    .map(container -> exit(container, "it exited with 0, undisturbed"))
                    .toList()))
        : Optional.empty();
  }

  private Classification failed() {
    var culprits = essential().filter(container -> !exitedWithZero(container)).toList();
    if (culprits.isEmpty()) {
      return Classification.of(
          Outcome.FAILED, "containers", null, "nothing says that an essential container succeeded");
    }
    return new Classification(
        Outcome.FAILED,
        culprits.stream()
            .map(container -> exit(container, meaning(container.exitCode())))
            .toList());
  }

  private static String meaning(@Nullable Integer exitCode) {
    if (exitCode == null) {
      return "no exit code, so nothing says that it succeeded";
    }
    return exitCode == KILLED ? "it was killed, and nothing says why" : "the job's own failure";
  }

  private boolean allExitedWithZero() {
    return essential().findAny().isPresent() && essential().allMatch(Classifier::exitedWithZero);
  }

  private static boolean exitedWithZero(ContainerFacts container) {
    return container.exitCode() != null && container.exitCode() == 0;
  }

  private Stream<ContainerFacts> essential() {
    return task.containers().stream().filter(container -> isEssential.test(container.name()));
  }

  private static Evidence exit(ContainerFacts container, String meaning) {
    var code = container.exitCode();
    return new Evidence(
        field(container, "exitCode"), code == null ? Evidence.ABSENT : code.toString(), meaning);
  }

  private static String field(ContainerFacts container, String name) {
    return "containers[" + container.name() + "]." + name;
  }

  private String because() {
    return task.stoppedReason() == null ? "" : ": " + task.stoppedReason();
  }

  private static boolean speaksOfMemory(String reason) {
    return MEMORY_TEXTS.stream().anyMatch(lower(reason)::contains);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

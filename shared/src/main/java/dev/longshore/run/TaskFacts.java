package dev.longshore.run;

import dev.longshore.json.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ECS says of a task, in an event or in DescribeTasks. Unknown fields are passed over, and
 * stop codes stay texts, for AWS adds to both.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">Task
 *     state change events</a>
 */
public record TaskFacts(
    String taskArn,
    @Nullable String startedBy,
    String lastStatus,
    @Nullable String desiredStatus,
    @Nullable String stopCode,
    @Nullable String stoppedReason,
    List<ContainerFacts> containers,
    @Nullable Instant pullStartedAt,
    @Nullable Instant startedAt,
    @Nullable Instant stoppedAt) {

  /** The stop code that the local cloud gives to tasks which ended with the process that ran it. */
  public static final String LOCAL_RESTART = "LocalRestart";

  /** The name of a container that comes without one. */
  private static final String NAMELESS = "?";

  private static final String STOPPED = "STOPPED";
  private static final String RUNNING = "RUNNING";
  private static final long EPOCH_MILLIS_FROM = 100_000_000_000L;

  /** What ECS says of one container; without an exit code it never ran, or its end was not seen. */
  public record ContainerFacts(String name, @Nullable Integer exitCode, @Nullable String reason) {}

  /**
   * Reads an EventBridge envelope, its {@code detail}, a task of DescribeTasks, or DescribeTasks'
   * answer with one task. Only the status is needed: what else is missing is not known.
   *
   * @throws IllegalArgumentException if it is none of these; the message names the field
   */
  public static TaskFacts from(Fields event) {
    if (event.has("detail")) {
      return from(event.object("detail").orElseThrow());
    }
    var tasks = event.objects("tasks");
    if (!tasks.isEmpty()) {
      if (tasks.size() > 1) {
        throw new IllegalArgumentException("tasks must hold one task, but holds " + tasks.size());
      }
      return from(tasks.getFirst());
    }
    return new TaskFacts(
        event.find("taskArn").orElse(""),
        event.textOrNull("startedBy"),
        event.text("lastStatus"),
        event.textOrNull("desiredStatus"),
        event.textOrNull("stopCode"),
        event.textOrNull("stoppedReason"),
        event.objects("containers").stream().map(TaskFacts::container).toList(),
        time(event, "pullStartedAt"),
        time(event, "startedAt"),
        time(event, "stoppedAt"));
  }

  /** The facts of a request that ECS refused, so that no task came of it. */
  public static TaskFacts refused(AttemptKey key, String reason, Instant at) {
    return new TaskFacts(
        "", key.startedBy(), STOPPED, STOPPED, null, reason, List.of(), null, null, at);
  }

  /** The facts of a task that ended with the local process that ran it. */
  public static TaskFacts endedWithItsHost(AttemptKey key, Attempt attempt, Instant at) {
    return new TaskFacts(
        attempt.taskArn() == null ? "" : attempt.taskArn(),
        key.startedBy(),
        STOPPED,
        STOPPED,
        LOCAL_RESTART,
        "the local orchestrator ended",
        List.of(),
        attempt.startedAt(),
        attempt.startedAt(),
        at);
  }

  private static ContainerFacts container(Fields container) {
    return new ContainerFacts(
        container.find("name").orElse(NAMELESS),
        container.integerOrNull("exitCode"),
        container.textOrNull("reason"));
  }

  /** Events give times as text, the AWS CLI as text or as seconds since 1970. */
  private static @Nullable Instant time(Fields fields, String name) {
    if (!(fields.values().get(name) instanceof Number number)) {
      return fields.instantOrNull(name);
    }
    var value = number.doubleValue();
    return Instant.ofEpochMilli(
        value < EPOCH_MILLIS_FROM ? Math.round(value * 1000) : Math.round(value));
  }

  public boolean isStopped() {
    return STOPPED.equals(lastStatus);
  }

  public boolean isRunning() {
    return RUNNING.equals(lastStatus);
  }

  /** Whether it runs and is about to be stopped, which is how a Spot notice arrives. */
  public boolean isBeingStopped() {
    return isRunning() && STOPPED.equals(desiredStatus);
  }

  /** Whether it has reached RUNNING. */
  public boolean hasRun() {
    return startedAt != null || isRunning();
  }

  /** Whether any container of it ever ran. */
  public boolean everStarted() {
    return startedAt != null
        || containers.stream().anyMatch(container -> container.exitCode() != null);
  }

  /** The attempt that it belongs to, if it is one of {@code stack}'s. */
  public Optional<AttemptKey> attemptKey(String stack) {
    return Optional.ofNullable(startedBy)
        .flatMap(AttemptKey::parse)
        .filter(key -> key.stack().equals(stack));
  }
}

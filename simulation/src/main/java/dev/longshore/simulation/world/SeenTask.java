package dev.longshore.simulation.world;

import dev.longshore.json.Fields;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A task as ECS itself knows it.
 *
 * <p>Mutable: it grows with what is seen of the task.
 */
public final class SeenTask {

  private static final Pattern STARTED_BY = Pattern.compile("ls/([^/]+)/([^/]+)/([0-9]+)/([0-9]+)");

  private final String arn;
  private final String startedBy;
  private final String capacity;
  private final int cpu;
  private final int memory;
  private final Instant launchedAt;
  private @Nullable Instant stopAskedAt;
  private @Nullable String stopAskedFor;
  private @Nullable Instant runningAt;
  private @Nullable End end;
  private boolean isSilent;
  private boolean isHanging;
  private boolean isDisturbed;
  private int hiddenLooks;
  private @Nullable Instant lastGapAt;

  /** A task that was just launched. */
  public SeenTask(
      String arn, String startedBy, String capacity, int cpu, int memory, Instant launchedAt) {
    this.arn = arn;
    this.startedBy = startedBy;
    this.capacity = capacity;
    this.cpu = cpu;
    this.memory = memory;
    this.launchedAt = launchedAt;
  }

  /**
   * How it ended, as ECS says.
   *
   * @param endedAt when its container ended, or it was meant to stop, whichever came first
   */
  public record End(
      @Nullable String stopCode,
      @Nullable String stoppedReason,
      @Nullable Integer exitCode,
      @Nullable Instant pullStartedAt,
      Instant endedAt,
      Instant stoppedAt) {}

  /** The latest StopTask with another reason counts no more than the first. */
  public void stopAsked(String reason, Instant at) {
    if (stopAskedAt == null) {
      stopAskedAt = at;
      stopAskedFor = reason;
    }
  }

  public void running(Instant at) {
    runningAt = at;
  }

  /** It has stopped; {@code detail} is its last event's. */
  public void stopped(Fields detail) {
    var stoppedAt = detail.instant("stoppedAt");
    var meantToStop = detail.instantOrNull("stoppingAt");
    var exited = detail.instantOrNull("executionStoppedAt");
    var endedAt = meantToStop == null ? stoppedAt : meantToStop;
    if (exited != null && exited.isBefore(endedAt)) {
      endedAt = exited;
    }
    end =
        new End(
            detail.textOrNull("stopCode"),
            detail.textOrNull("stoppedReason"),
            detail.objects("containers").getFirst().integerOrNull("exitCode"),
            detail.instantOrNull("pullStartedAt"),
            endedAt,
            stoppedAt);
  }

  public void behaves(boolean silent, boolean hanging) {
    isSilent = silent;
    isHanging = hanging;
  }

  /** AWS has taken its capacity back. */
  public void disturb() {
    isDisturbed = true;
  }

  /** A look at its samples did not show the latest. */
  public void hideSamples() {
    hiddenLooks++;
  }

  /** A sample of it, that ended at an instant, is missing for good. */
  public void loseSample(Instant to) {
    lastGapAt = lastGapAt == null || to.isAfter(lastGapAt) ? to : lastGapAt;
  }

  public String arn() {
    return arn;
  }

  public String startedBy() {
    return startedBy;
  }

  public String capacity() {
    return capacity;
  }

  public int cpu() {
    return cpu;
  }

  public int memory() {
    return memory;
  }

  public Instant launchedAt() {
    return launchedAt;
  }

  public @Nullable Instant stopAskedAt() {
    return stopAskedAt;
  }

  public @Nullable String stopAskedFor() {
    return stopAskedFor;
  }

  public @Nullable Instant runningAt() {
    return runningAt;
  }

  /** Its end; null while it has not stopped. */
  public @Nullable End end() {
    return end;
  }

  /** Until when it counts as live: a task that is stopping no longer does. */
  public Instant liveUntil() {
    return end == null ? Instant.MAX : end.endedAt();
  }

  /** Whether it logs nothing. */
  public boolean isSilent() {
    return isSilent;
  }

  /** Whether it does nothing at all, from its start on. */
  public boolean isHanging() {
    return isHanging;
  }

  /** Whether AWS took its capacity back while it ran. */
  public boolean isDisturbed() {
    return isDisturbed;
  }

  /** How many looks at its samples did not show the latest. */
  public int hiddenLooks() {
    return hiddenLooks;
  }

  /** The end of the latest of its samples that are missing; null if none is. */
  public @Nullable Instant lastGapAt() {
    return lastGapAt;
  }

  /** Whether it says that it is a task of {@code stack}. */
  public boolean isOf(String stack) {
    return startedBy.startsWith("ls/" + stack + "/");
  }

  /** The run that it says it is of; empty text for none. */
  public String run() {
    var key = STARTED_BY.matcher(startedBy);
    return key.matches() ? key.group(2) : "";
  }

  /** The number of its attempt; 0 for none. */
  public int attempt() {
    var key = STARTED_BY.matcher(startedBy);
    return key.matches() ? Integer.parseInt(key.group(4)) : 0;
  }
}

package dev.longshore.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that has not ended.
 *
 * @param n 1 for the member's first
 * @param writtenAt when it was recorded, which is before its request was first sent
 * @param taskArn null until ECS has said it
 * @param startedAt when the task reached RUNNING; null until that was seen
 * @param intent that we mean to stop it; null while we do not
 * @param notice the Spot notice that was seen; null without one
 * @param missingSince when sweep first did not find the task; null while it is found
 * @param doubtedAt when its request was last sent again because nobody knows what became of it
 *     before; null if the outcome of each is known
 */
public record Attempt(
    int n,
    TaskRequest request,
    Instant writtenAt,
    @Nullable String taskArn,
    @Nullable Instant startedAt,
    @Nullable StopIntent intent,
    @Nullable String notice,
    @Nullable Instant missingSince,
    @Nullable Instant doubtedAt) {

  /** An attempt of whose requests the outcome is known. */
  public Attempt(
      int n,
      TaskRequest request,
      Instant writtenAt,
      @Nullable String taskArn,
      @Nullable Instant startedAt,
      @Nullable StopIntent intent,
      @Nullable String notice,
      @Nullable Instant missingSince) {
    this(n, request, writtenAt, taskArn, startedAt, intent, notice, missingSince, null);
  }

  static Attempt written(int n, TaskRequest request, Instant at) {
    return new Attempt(n, request, at, null, null, null, null, null);
  }

  public Attempt withTask(String arn) {
    return new Attempt(n, request, writtenAt, arn, startedAt, intent, notice, null, doubtedAt);
  }

  public Attempt withStart(Instant at) {
    return new Attempt(n, request, writtenAt, taskArn, at, intent, notice, null, doubtedAt);
  }

  /** With an intent, unless it has one. */
  public Attempt withIntent(StopIntent first) {
    return intent != null
        ? this
        : new Attempt(
            n, request, writtenAt, taskArn, startedAt, first, notice, missingSince, doubtedAt);
  }

  public Attempt withNotice(String text) {
    return new Attempt(
        n, request, writtenAt, taskArn, startedAt, intent, text, missingSince, doubtedAt);
  }

  public Attempt withMissingSince(@Nullable Instant since) {
    return new Attempt(n, request, writtenAt, taskArn, startedAt, intent, notice, since, doubtedAt);
  }

  /** With a request of an unknown outcome before one that is sent now. */
  public Attempt withDoubt(Instant at) {
    return new Attempt(n, request, writtenAt, taskArn, startedAt, intent, notice, missingSince, at);
  }
}

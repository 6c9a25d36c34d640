package dev.longshore.local.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/**
 * What RunTask did for each client token, for as long as a token lives: until an hour after its
 * task has stopped, and for 24 hours at most.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html">Ensuring
 *     idempotency</a>
 */
final class ClientTokens {

  static final Duration LIFE_MAX = Duration.ofHours(24);
  static final Duration AFTER_TASK = Duration.ofHours(1);

  private final Map<String, Use> uses = new HashMap<>();

  /**
   * What a request led to.
   *
   * @param tasks that were launched; none if there are failures
   */
  record Use(
      RunTaskRequest request, List<SimulatedTask> tasks, List<Failure> failures, Instant at) {

    private boolean isLive(Instant now) {
      return now.isBefore(at.plus(LIFE_MAX))
          && (tasks.isEmpty() || tasks.stream().anyMatch(task -> isRemembered(task, now)));
    }

    private static boolean isRemembered(SimulatedTask task, Instant now) {
      return task.stoppedAt() == null || now.isBefore(task.stoppedAt().plus(AFTER_TASK));
    }
  }

  /** What the token was used for, if it still lives. */
  Optional<Use> find(@Nullable String token, Instant now) {
    return Optional.ofNullable(uses.get(token)).filter(use -> use.isLive(now));
  }

  /** Remembers a use, if the request has a token. */
  void remember(Use use) {
    if (use.request().clientToken() != null) {
      uses.put(use.request().clientToken(), use);
    }
  }

  /** Lets go of what a token was used for, once none of its tasks {@code isKnown} any more. */
  void forget(@Nullable String token, Predicate<SimulatedTask> isKnown) {
    var use = uses.get(token);
    if (use != null && use.tasks().stream().noneMatch(isKnown)) {
      uses.remove(token);
    }
  }
}

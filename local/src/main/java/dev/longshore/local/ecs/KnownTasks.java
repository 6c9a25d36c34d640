package dev.longshore.local.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The tasks that ECS knows: those that live, and for a while those that have stopped. */
final class KnownTasks {

  /** How long a stopped task can still be described. */
  static final Duration REMEMBERED = Duration.ofHours(1);

  private final int rememberedMax;
  private final ClientTokens tokens;
  private final Map<String, SimulatedTask> tasks = new LinkedHashMap<>();
  private final Queue<SimulatedTask> stopped = new ArrayDeque<>();

  /**
   * @param rememberedMax how many stopped tasks are known at most
   * @param tokens are forgotten with their tasks
   */
  KnownTasks(int rememberedMax, ClientTokens tokens) {
    this.rememberedMax = rememberedMax;
    this.tokens = tokens;
  }

  void add(SimulatedTask task) {
    tasks.put(task.arn(), task);
  }

  Optional<SimulatedTask> find(String arn) {
    return Optional.ofNullable(tasks.get(arn));
  }

  /** All of them, in the order in which they were asked for. */
  Collection<SimulatedTask> all() {
    return tasks.values();
  }

  void hasStopped(SimulatedTask task) {
    stopped.add(task);
    if (stopped.size() > rememberedMax) {
      forget(stopped.remove());
    }
  }

  void forgetOld(Instant now) {
    for (var task = stopped.peek(); isOld(task, now); task = stopped.peek()) {
      forget(stopped.remove());
    }
  }

  private static boolean isOld(@Nullable SimulatedTask task, Instant now) {
    return task != null && !task.stopTime().plus(REMEMBERED).isAfter(now);
  }

  private void forget(SimulatedTask task) {
    tasks.remove(task.arn());
    tokens.forget(task.request().clientToken(), other -> tasks.containsKey(other.arn()));
  }
}

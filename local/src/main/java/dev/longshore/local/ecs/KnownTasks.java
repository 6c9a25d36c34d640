package dev.longshore.local.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tasks that ECS knows: those that live, and for a while those that have stopped. */
final class KnownTasks {

  /** How long a stopped task can still be described. */
  static final Duration REMEMBERED = Duration.ofHours(1);

  private final int rememberedMax;
  private final ClientTokens tokens;
  private final Map<String, SimulatedTask> tasks = new HashMap<>();
  private final NavigableMap<Long, SimulatedTask> live = new TreeMap<>();
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
    live.put(task.number(), task);
  }

  Optional<SimulatedTask> find(String arn) {
    return Optional.ofNullable(tasks.get(arn));
  }

  /** Those that have not stopped, in the order in which they were asked for. */
  Collection<SimulatedTask> live() {
    return live.values();
  }

  /** The same from a number on. */
  Stream<SimulatedTask> liveFrom(long number) {
    return live.tailMap(number).values().stream();
  }

  /** All of them from a number on, in the order in which they were asked for. */
  Stream<SimulatedTask> allFrom(long number) {
    return tasks.values().stream()
        .filter(task -> task.number() >= number)
        .sorted(Comparator.comparingLong(SimulatedTask::number));
  }

  void hasStopped(SimulatedTask task) {
    task.rest();
    live.remove(task.number());
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

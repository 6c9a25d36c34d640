package dev.longshore.simulation.forecast;

import dev.longshore.job.Capacity;
import dev.longshore.json.Fields;
import dev.longshore.local.bus.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Takes down from the events of ECS when tasks held CPUs, and delivers them as they are.
 *
 * <p>Mutable, and for one thread.
 */
final class TaskLog implements Delivery {

  private static final int STEPS = 360;

  private final Map<String, Held> running = new LinkedHashMap<>();

  /** By how much the CPUs in use change at an instant. */
  private final Map<Capacity, TreeMap<Instant, Integer>> changes = new EnumMap<>(Capacity.class);

  TaskLog() {
    for (var capacity : Capacity.values()) {
      changes.put(capacity, new TreeMap<>());
    }
  }

  private record Held(Capacity capacity, int cpu, Instant from) {}

  @Override
  public List<Duration> delays(Map<String, Object> event) {
    var detail = new Fields(event).object("detail").orElseThrow();
    if (detail.has("taskArn")) {
      var arn = detail.text("taskArn");
      if (detail.text("lastStatus").equals("STOPPED")) {
        running.remove(arn);
        take(held(detail), detail.instant("stoppedAt"));
      } else {
        running.computeIfAbsent(arn, _ -> held(detail));
      }
    }
    return PROMPT.delays(event);
  }

  private static Held held(Fields detail) {
    var isSpot = detail.text("capacityProviderName").equals(Capacity.SPOT.provider());
    return new Held(
        isSpot ? Capacity.SPOT : Capacity.ON_DEMAND,
        Integer.parseInt(detail.text("cpu")),
        detail.instant("createdAt"));
  }

  private void take(Held held, Instant to) {
    var ofCapacity = Objects.requireNonNull(changes.get(held.capacity()));
    ofCapacity.merge(held.from(), held.cpu(), Integer::sum);
    ofCapacity.merge(to, -held.cpu(), Integer::sum);
  }

  /** Ends what still runs, so that it counts up to now. */
  void end(Instant now) {
    running.values().forEach(held -> take(held, now));
    running.clear();
  }

  /** The use of one capacity between two instants. */
  VcpuUse use(Capacity capacity, Instant from, Instant to) {
    var step = Duration.between(from, to).dividedBy(STEPS);
    var most = new int[STEPS];
    var inUse = 0;
    var peak = 0;
    var peakAt = from;
    var lastStep = 0;
    for (var change : Objects.requireNonNull(changes.get(capacity)).entrySet()) {
      var at = Math.clamp(Duration.between(from, change.getKey()).dividedBy(step), 0, STEPS);
      // Until now the CPUs were in use that were in use before.
      for (var i = lastStep; i < Math.min(at + 1, STEPS); i++) {
        most[i] = Math.max(most[i], inUse);
      }
      inUse += change.getValue();
      if (at < STEPS) {
        most[at] = Math.max(most[at], inUse);
      }
      if (inUse > peak) {
        peak = inUse;
        peakAt = change.getKey();
      }
      lastStep = at;
    }
    return new VcpuUse(peak, peakAt, step, IntStream.of(most).boxed().toList());
  }
}

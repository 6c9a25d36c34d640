package dev.longshore.simulation.forecast;

import dev.longshore.job.Capacity;
import dev.longshore.local.ecs.CapacityMarket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Takes Spot capacity back at a rate, and has none to give for a while now and then. */
final class SpotMarket implements CapacityMarket {

  private static final String UNAVAILABLE =
      "Capacity is unavailable at this time. Please try again later or in a different availability"
          + " zone";
  private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final InstantSource clock;
  private final double interruptions;
  private final Chance chance;
  private final List<Window> droughts;

  /**
   * A market until {@code end}.
   *
   * @param interruptions by task-hour
   * @param droughtsPerDay how often Spot runs dry, for {@link Setting#DROUGHT} on average
   */
  SpotMarket(
      InstantSource clock,
      double interruptions,
      double droughtsPerDay,
      Chance chance,
      Instant end) {
    this.clock = clock;
    this.interruptions = interruptions;
    this.chance = chance;
    this.droughts = droughts(clock.instant(), end, droughtsPerDay, chance);
  }

  private record Window(Instant from, Instant to) {}

  private static List<Window> droughts(Instant start, Instant end, double perDay, Chance chance) {
    var windows = new ArrayList<Window>();
    var random = chance.of("droughts", "");
    var at = start;
    while (perDay > 0) {
      at = at.plusMillis((long) (random.nextExponential() / perDay * DAY_MILLIS));
      if (!at.isBefore(end)) {
        break;
      }
      var length = (long) (random.nextExponential() * Setting.DROUGHT.toMillis());
      windows.add(new Window(at, at.plusMillis(length)));
    }
    return windows;
  }

  @Override
  public Optional<Duration> interruption(String startedBy, RandomGenerator random) {
    if (interruptions == 0) {
      return Optional.empty();
    }
    // The same attempt is interrupted at the same moment of its work in each variant.
    var after = chance.of("interruption", startedBy).nextExponential() / interruptions;
    return Optional.of(Duration.ofMillis((long) (after * HOUR_MILLIS)));
  }

  @Override
  public Optional<String> shortage(String capacityProvider) {
    if (!capacityProvider.equals(Capacity.SPOT.provider())) {
      return Optional.empty();
    }
    var now = clock.instant();
    for (var drought : droughts) {
      if (!now.isBefore(drought.from()) && now.isBefore(drought.to())) {
        return Optional.of(UNAVAILABLE);
      }
    }
    return Optional.empty();
  }
}

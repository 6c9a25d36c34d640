package dev.longshore.simulation.cloud;

import dev.longshore.local.bus.Delivery;
import dev.longshore.simulation.fault.Chances;
import dev.longshore.simulation.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Loses, delays and doubles events, and so changes their order. */
final class FaultyDelivery implements Delivery {

  private static final int LONG_ONE_IN = 6;
  private static final Duration SHORT = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofHours(3);

  private final InterleavingLoop loop;
  private final Chances chances;
  private final Observer observer;
  private Instant lastAt = Instant.MIN;

  FaultyDelivery(InterleavingLoop loop, Chances chances, Observer observer) {
    this.loop = loop;
    this.chances = chances;
    this.observer = observer;
  }

  @Override
  public List<Duration> delays(Map<String, Object> event) {
    observer.event(event);
    if (chances.strike(Fault.EVENT_LOST).isPresent()) {
      observer.fault("event", "is lost");
      return List.of();
    }
    var first = chances.strike(Fault.EVENT_DELAYED).map(this::delay).orElse(Duration.ZERO);
    var second = chances.strike(Fault.EVENT_DOUBLED).map(this::delay);
    return second.isPresent() ? List.of(first, second.get()) : List.of(first);
  }

  private Duration delay(RandomGenerator detail) {
    var longest = detail.nextInt(LONG_ONE_IN) == 0 ? LONG : SHORT;
    var delay = Duration.ofMillis(detail.nextLong(longest.toMillis()));
    observer.fault("event", "comes after " + delay);
    var at = loop.now().plus(delay);
    lastAt = at.isAfter(lastAt) ? at : lastAt;
    return delay;
  }

  /** When the last event that is late will come. */
  Instant lastAt() {
    return lastAt;
  }
}

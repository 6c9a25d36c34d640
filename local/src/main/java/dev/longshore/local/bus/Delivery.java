package dev.longshore.local.bus;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How the bus delivers events. */
@FunctionalInterface
public interface Delivery {

  /** Each event once and at once. */
  Delivery PROMPT = _ -> List.of(Duration.ZERO);

  /** How long after it was put an event is delivered: once for each duration, never without one. */
  List<Duration> delays(Map<String, Object> event);
}

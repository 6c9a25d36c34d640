package dev.longshore.local;

import dev.longshore.local.bus.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lets one event go wrong. */
final class EventFault implements Delivery {

  private final int at;
  private final Way way;
  private final List<String> put = new ArrayList<>();

  EventFault(int at, Way way) {
    this.at = at;
    this.way = way;
  }

  /** A fault that never comes. */
  static EventFault none() {
    return new EventFault(0, Way.LOST);
  }

  /** What goes wrong. */
  enum Way {
    LOST,
    DOUBLED,
    DOUBLED_LATE,
    LAST
  }

  private static final Duration LATE = Duration.ofMinutes(10);
  private static final Duration LAST = Duration.ofHours(3);

  /** How late an event can be. */
  Duration longestDelay() {
    return switch (way) {
      case LOST, DOUBLED -> Duration.ZERO;
      case DOUBLED_LATE -> LATE;
      case LAST -> LAST;
    };
  }

  /** The events that there were, a line each. */
  List<String> put() {
    return put;
  }

  @Override
  public List<Duration> delays(Map<String, Object> event) {
    put.add(event.toString());
    if (put.size() != at) {
      return List.of(Duration.ZERO);
    }
    return switch (way) {
      case LOST -> List.of();
      case DOUBLED -> List.of(Duration.ZERO, Duration.ZERO);
      case DOUBLED_LATE -> List.of(Duration.ZERO, LATE);
      case LAST -> List.of(LAST);
    };
  }
}

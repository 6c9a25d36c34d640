package dev.longshore.simulation.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The times during which something is out of order. */
public record Windows(List<Window> windows) {

  private static final Duration SLOT = Duration.ofMinutes(30);

  /** From an instant until just before another. */
  public record Window(Instant from, Instant to) {

    Duration overlap(Instant start, Instant end) {
      var first = from.isAfter(start) ? from : start;
      var last = to.isBefore(end) ? to : end;
      return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
    }
  }

  /** Plans the windows of a fault, one at most to the half-hour, each up to {@code longest}. */
  public static Windows plan(
      Chances chances, Fault fault, Instant start, Instant end, Duration longest) {
    var planned = new ArrayList<Window>();
    for (var slot = start; slot.isBefore(end); slot = slot.plus(SLOT)) {
      var from = slot;
      chances
          .strike(fault)
          .ifPresent(detail -> {
            var begin = from.plusMillis(detail.nextLong(SLOT.toMillis()));
            planned.add(new Window(begin, begin.plusMillis(detail.nextLong(longest.toMillis()))));
          });
    }
    return new Windows(List.copyOf(planned));
  }

  /** These and others. */
  public Windows and(Windows others) {
    var all = new ArrayList<>(windows);
    all.addAll(others.windows);
    return new Windows(List.copyOf(all));
  }

  public boolean cover(Instant moment) {
    for (var window : windows) {
      if (!moment.isBefore(window.from()) && moment.isBefore(window.to())) {
        return true;
      }
    }
    return false;
  }

  /** How much of a time they cover. */
  public Duration within(Instant start, Instant end) {
    var sum = Duration.ZERO;
    for (var window : windows) {
      sum = sum.plus(window.overlap(start, end));
    }
    return sum;
  }
}

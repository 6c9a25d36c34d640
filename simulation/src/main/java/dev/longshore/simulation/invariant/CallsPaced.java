package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.World;
import java.util.stream.Stream;

/** Under 0.5% of RunTask calls come faster than AWS takes them. */
record CallsPaced() implements Invariant {

  private static final long SHARE = 200;

  /**
   * A few that meet in a burst, as when a clock is slow that reserves places, say nothing about the
   * pace; over many seeds the share is held to as well.
   */
  private static final long FEW = 10;

  @Override
  public Stream<Violation> violations(World world) {
    var calls = world.runTaskCalls();
    var throttled = calls.throttled();
    return throttled > FEW && throttled * SHARE > calls.made()
        ? Stream.of(
            violation(
                "RunTask", null, "%d of %d calls throttled".formatted(throttled, calls.made())))
        : Stream.empty();
  }
}

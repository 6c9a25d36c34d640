package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.World;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that must be true of every simulation. */
public interface Invariant {

  /** Every invariant there is. */
  static List<Invariant> all() {
    return List.of(
        new OneRunPerTrigger(),
        new FinalInTime(),
        new KeepsGoing(),
        new OneLiveTask(),
        new NoStrays(),
        new StrangersUntouched(),
        new PlacesKept(),
        new WaitersInOrder(),
        new IdleStopped(),
        new OnlySuccessSucceeds(),
        new EndsSeen(),
        new MessagesKept(),
        new NothingLeft(),
        new BillRight(),
        new CallsPaced(),
        new HistoriesBounded(),
        new EndsAnnounced(),
        new RedrivesEnd(),
        new CancelsHeeded());
  }

  /** Where it does not hold. */
  Stream<Violation> violations(World world);

  /** Its name. */
  default String name() {
    return getClass().getSimpleName();
  }

  default Violation violation(String subject, @Nullable Instant at, String seen) {
    return new Violation(name(), subject, at, seen);
  }
}

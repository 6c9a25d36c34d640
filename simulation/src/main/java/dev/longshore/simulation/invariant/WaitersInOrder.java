package dev.longshore.simulation.invariant;

import dev.longshore.simulation.world.SeenAdmission;
import dev.longshore.simulation.world.SeenAdmission.Waiter;
import dev.longshore.simulation.world.World;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Who waits for a place is admitted in the order of opening, and nobody gets one without waiting
 * while others wait. Only those may be passed over whom the lagging index did not show yet.
 */
record WaitersInOrder() implements Invariant {

  @Override
  public Stream<Violation> violations(World world) {
    return world.admissions().stream()
        .filter(admission -> needsPlace(admission.run(), world))
        .flatMap(admission ->
            admission.waiting().stream()
                .filter(waiter -> isOvertaken(waiter, admission, world.indexLag()))
                .map(waiter ->
                    violation(
                        waiter.run(),
                        admission.at(),
                        "waited since %s and was overtaken by %s, which %s"
                            .formatted(
                                waiter.since(),
                                admission.run().run(),
                                admission.hasWaited() ? "waited too" : "did not wait"))));
  }

  private static boolean isOvertaken(Waiter waiter, SeenAdmission admission, Duration lag) {
    if (!admission.hasWaited()) {
      return true;
    }
    var looked = admission.lookedAt();
    return looked != null
        && waiter.isBefore(admission.run())
        && !waiter.since().plus(lag).isAfter(looked);
  }

  private static boolean needsPlace(Waiter admitted, World world) {
    return world
        .run(admitted.run())
        .filter(run -> PlacesKept.isLimited(run, world.job(run.job())))
        .isPresent();
  }
}

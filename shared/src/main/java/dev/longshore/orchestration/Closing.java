package dev.longshore.orchestration;

import dev.longshore.admission.Place;
import dev.longshore.admission.Slot;
import dev.longshore.admission.SlotClaim;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.Stored;
import dev.longshore.ledger.Transaction;
import dev.longshore.run.Decision;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.Run;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends runs. A run becomes final, gives its place or its turn back, and the first who waits gets
 * the place, all in one transaction, so that no crash can leave a place held by nobody.
 */
final class Closing {

  /**
   * How many waiters are looked at; those that an index still shows though they are gone are passed
   * over.
   */
  private static final int CANDIDATES_MAX = 20;

  /** How many are asked for at first: nearly always the first one still waits. */
  private static final int CANDIDATES_FIRST = 2;

  private final Ledger ledger;
  private final InstantSource clock;

  Closing(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What became of a close; {@code woken} is the run that got the place, if one did. */
  record Closed(Run run, Optional<Run> woken) {}

  /**
   * Writes a run that has become final.
   *
   * @return null if somebody changed one of the items meanwhile, and it has to be looked at anew
   */
  @Nullable Closed close(Stored<Run> before, Run ended) {
    var transaction = ledger.transaction().put(before, ended);
    var claim = claim(before.value());
    if (claim.isEmpty()) {
      return transaction.commit() ? new Closed(ended, Optional.empty()) : null;
    }
    var slot = ledger.slot(claim.get().slot());
    var left = left(before.value(), slot.value(), transaction);
    if (left.equals(slot.value())) {
      return transaction.commit() ? new Closed(ended, Optional.empty()) : null;
    }
    var woken = handOn(slot, left, transaction);
    return transaction.commit() ? new Closed(ended, woken) : null;
  }

  /** Hands free places on to those who wait; the run that got one, if one did. */
  Optional<Run> handOn(String slotName) {
    return Ledger.retrying(
        "slot " + slotName,
        () -> {
          var slot = ledger.slot(slotName);
          if (slot.value().waiting() == 0) {
            return Optional.<Run>empty();
          }
          var transaction = ledger.transaction();
          var woken = handOn(slot, slot.value(), transaction);
          return woken.isEmpty() || transaction.commit() ? woken : null;
        });
  }

  private static Slot left(Run run, Slot slot, Transaction transaction) {
    if (run.member().phase() instanceof Waiting) {
      transaction.removeWaiter(slot.name(), run);
      return slot.withoutWaiter();
    }
    return slot.withoutHolder(run.id());
  }

  private Optional<Run> handOn(Stored<Slot> before, Slot left, Transaction transaction) {
    var first = left.waiting() == 0 ? Optional.<Stored<Run>>empty() : firstWaiter(left);
    if (first.isEmpty()) {
      transaction.putSlot(before, left);
      return Optional.empty();
    }
    var waiter = first.get();
    var admitted = admitted(waiter.value(), left);
    transaction.put(waiter, admitted).removeWaiter(left.name(), admitted);
    transaction.putSlot(before, left.withoutWaiter().withHolder(Place.of(admitted)));
    return Optional.of(admitted);
  }

  private Optional<Stored<Run>> firstWaiter(Slot slot) {
    return firstWaiting(slot, CANDIDATES_FIRST)
        .or(() -> firstWaiting(slot, CANDIDATES_MAX))
        .filter(run -> slot.hasRoom(claim(run.value()).orElseThrow().limit()));
  }

  private Optional<Stored<Run>> firstWaiting(Slot slot, int candidates) {
    return ledger.waiters(slot.name(), candidates).stream()
        .map(place -> ledger.find(place.run()))
        .flatMap(Optional::stream)
        .filter(run -> isWaiting(run.value()))
        .findFirst();
  }

  private static boolean isWaiting(Run run) {
    return run.member().phase() instanceof Waiting && !run.isCancelling();
  }

  private Run admitted(Run waiter, Slot slot) {
    var evidence = "a place of " + slot.name() + " became free";
    return waiter.with(
        waiter.member().admitted(new Decision(clock.instant(), "admitted", evidence)));
  }

  /** The place that a run holds or waits for, if its job limits its runs. */
  Optional<SlotClaim> claim(Run run) {
    return run.version() == null
        ? Optional.empty()
        : SlotClaim.of(ledger.job(run.version()), run.trigger());
  }
}

package dev.longshore.orchestration;

import dev.longshore.admission.AdmissionDecision;
import dev.longshore.admission.AdmissionDecision.Admit;
import dev.longshore.admission.AdmissionDecision.Replace;
import dev.longshore.admission.AdmissionDecision.Skip;
import dev.longshore.admission.AdmissionDecision.Wait;
import dev.longshore.admission.Place;
import dev.longshore.admission.Slot;
import dev.longshore.admission.SlotClaim;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.Stored;
import dev.longshore.ledger.Transaction;
import dev.longshore.run.Decision;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a run that was just opened may start, and writes it together with the place that
 * it takes.
 */
final class Admission {

  /** How many older waiters one run replaces at a time; sweep lets it go on with the rest. */
  private static final int WAITERS_MAX = 50;

  private final Ledger ledger;
  private final InstantSource clock;

  Admission(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A change to be written.
   *
   * @param run what the run becomes
   * @param transaction holds the changes of the slot, but not yet the run's
   * @param toCancel runs that are to make room
   */
  record Step(Run run, Transaction transaction, List<RunId> toCancel) {}

  /** The step for a run that needs no place. */
  Step free(Run run) {
    return new Step(admitted(run, "nothing limits it"), ledger.transaction(), List.of());
  }

  /** The step for a run that needs a place and has neither one nor a turn. */
  Step first(Run run, SlotClaim claim) {
    var slot = ledger.slot(claim.slot());
    if (slot.value().isHeldBy(run.id())) {
      return new Step(
          admitted(run, "it holds a place of " + claim.slot()), ledger.transaction(), List.of());
    }
    return switch (AdmissionDecision.decide(run, claim, slot.value())) {
      case Admit(var evidence) ->
          new Step(
              admitted(run, evidence),
              ledger.transaction().putSlot(slot, slot.value().withHolder(Place.of(run))),
              List.of());
      case Wait(var evidence) -> waiting(run, slot, evidence, List.of());
      case Replace(var older, var evidence) ->
          waiting(run, slot, evidence, withOlderWaiters(older, run, slot.value()));
      case Skip(var evidence) -> new Step(skipped(run, evidence), ledger.transaction(), List.of());
    };
  }

  /** What a waiting run is to do again: cancel those that it replaces, or give way itself. */
  @Nullable Step again(Run run, SlotClaim claim) {
    var slot = ledger.slot(claim.slot()).value();
    return switch (AdmissionDecision.decideAgain(run, claim, slot)) {
      case Replace(var older, _) ->
          new Step(run, ledger.transaction(), withOlderWaiters(older, run, slot));
      case Skip(var evidence) -> new Step(skipped(run, evidence), ledger.transaction(), List.of());
      case Admit _, Wait _ -> null;
    };
  }

  private Step waiting(Run run, Stored<Slot> slot, String evidence, List<RunId> older) {
    var transaction =
        ledger
            .transaction()
            .putSlot(slot, slot.value().withWaiter())
            .addWaiter(slot.value().name(), run);
    return new Step(
        run.with(run.member().waiting(decision("waiting", evidence))), transaction, older);
  }

  private List<RunId> withOlderWaiters(List<RunId> holders, Run run, Slot slot) {
    var own = Place.of(run);
    var waiters =
        ledger.waiters(slot.name(), WAITERS_MAX).stream()
            .filter(place -> place.compareTo(own) < 0)
            .map(Place::run);
    // The waiters first: a place that a holder gives back would else go to one of them.
    return Stream.concat(waiters, holders.stream()).toList();
  }

  private Run admitted(Run run, String evidence) {
    return run.with(run.member().admitted(decision("admitted", evidence)));
  }

  private Run skipped(Run run, String evidence) {
    return run.with(run.member().ended(RunState.SKIPPED, evidence, decision("skipped", evidence)));
  }

  private Decision decision(String decision, String evidence) {
    return new Decision(clock.instant(), decision, evidence);
  }
}

package dev.longshore.admission;

import dev.longshore.job.Overlap;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.util.List;
import java.util.Locale;

/** Whether a run that was just opened may start. */
public sealed interface AdmissionDecision {

  /** Why, with the numbers it rests on. */
  String evidence();

  /** It takes a place. */
  record Admit(String evidence) implements AdmissionDecision {}

  /** It waits for one. */
  record Wait(String evidence) implements AdmissionDecision {}

  /** It waits for one, and the older holders are to be cancelled. */
  record Replace(List<RunId> older, String evidence) implements AdmissionDecision {}

  /** It ends at once. */
  record Skip(String evidence) implements AdmissionDecision {}

  /**
   * Decides for a run that neither holds a place nor waits for one. Nobody overtakes those who
   * wait.
   */
  static AdmissionDecision decide(Run run, SlotClaim claim, Slot slot) {
    var evidence = held(claim, slot) + ", " + slot.waiting() + " waiting";
    if (slot.hasRoom(claim.limit()) && slot.waiting() == 0) {
      return new Admit(evidence);
    }
    return switch (claim.overlap()) {
      case SKIP -> new Skip(evidence + ", overlap is skip");
      case QUEUE, ALLOW ->
          new Wait(evidence + ", overlap is " + claim.overlap().name().toLowerCase(Locale.ROOT));
      case REPLACE -> replace(run, slot, evidence + ", overlap is replace");
    };
  }

  /**
   * Decides again for a run that waits: one that replaces gives way once a newer run holds a place.
   */
  static AdmissionDecision decideAgain(Run run, SlotClaim claim, Slot slot) {
    var evidence = held(claim, slot);
    return claim.overlap() == Overlap.REPLACE ? replace(run, slot, evidence) : new Wait(evidence);
  }

  private static String held(SlotClaim claim, Slot slot) {
    return slot.holders().size() + " of " + claim.limit() + " places of " + claim.slot() + " held";
  }

  private static AdmissionDecision replace(Run run, Slot slot, String evidence) {
    var own = Place.of(run);
    var newer = slot.holders().stream().filter(place -> place.compareTo(own) > 0).findFirst();
    if (newer.isPresent()) {
      return new Skip(evidence + ", and the newer " + newer.get().run() + " holds one");
    }
    var older = slot.holders().stream().filter(place -> place.compareTo(own) < 0);
    return new Replace(older.map(Place::run).toList(), evidence);
  }
}

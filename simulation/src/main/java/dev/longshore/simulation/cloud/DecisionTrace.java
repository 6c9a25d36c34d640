package dev.longshore.simulation.cloud;

import dev.longshore.run.Run;
import java.util.HashMap;
import java.util.Map;

/** Tells of each decision for a run once it is in the ledger, with its evidence. */
final class DecisionTrace {

  private final InterleavingLoop loop;
  private final Trace trace;
  private final Map<String, Integer> told = new HashMap<>();

  DecisionTrace(InterleavingLoop loop, Trace trace) {
    this.loop = loop;
    this.trace = trace;
  }

  /** A run was written. */
  void changed(Run run) {
    var decisions = run.member().decisions();
    var before = told.getOrDefault(run.id().value(), 0);
    for (var decision : decisions.subList(Math.min(before, decisions.size()), decisions.size())) {
      trace.line(
          loop.now(),
          "ledger",
          () -> "%s: %s (%s)".formatted(run.id(), decision.decision(), decision.evidence()));
    }
    told.put(run.id().value(), decisions.size());
  }
}

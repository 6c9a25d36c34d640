package dev.longshore.decision;

import dev.longshore.json.Json;
import dev.longshore.run.Phase;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Final;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Phase.Queued;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.RunState;
import java.time.Instant;

/** What the state machine is to do next. It routes on this and decides nothing itself. */
public sealed interface Answer {

  /** Nothing yet: somebody will notify it. */
  record Park() implements Answer {}

  /** Enter Attempt again, now. */
  record TryNow() implements Answer {}

  /** Enter Attempt again at a time. */
  record TryAt(Instant at) implements Answer {}

  /** Announce the end, and end. */
  record Done(RunState state) implements Answer {}

  /** The answer that follows from a phase. */
  static Answer of(Phase phase, Instant now) {
    return switch (phase) {
      case Queued _, Waiting _, Open _ -> new Park();
      case Admitted _ -> new TryNow();
      case BackingOff(var until, _) -> until.isAfter(now) ? new TryAt(until) : new TryNow();
      case Launching(_, var notBefore) ->
          notBefore.isAfter(now) ? new TryAt(notBefore) : new Park();
      case Final(var state, _, _) -> new Done(state);
    };
  }

  /** The answer as the state machine reads it; a parked one is never sent. */
  default String toJson() {
    var json = Json.object();
    switch (this) {
      case Park _ -> throw new IllegalStateException("a parked member is not answered");
      case TryNow _ -> json.put("next", "ATTEMPT");
      case TryAt(var at) -> json.put("next", "WAIT").put("at", at.toString());
      case Done(var state) ->
          json.put("next", "DONE").put("state", state.name()).put("fail", state.isFailure());
    }
    return Json.write(json.fields());
  }
}

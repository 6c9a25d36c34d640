package dev.longshore.cli.text;

import dev.longshore.report.RunRecord;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Phase.Admitted;
import dev.longshore.run.Phase.BackingOff;
import dev.longshore.run.Phase.Final;
import dev.longshore.run.Phase.Launching;
import dev.longshore.run.Phase.Open;
import dev.longshore.run.Phase.Queued;
import dev.longshore.run.Phase.Waiting;
import dev.longshore.run.Run;
import java.time.Instant;
import java.util.stream.Collectors;

/** A run in words. */
public final class RunText {

  private RunText() {}

  /**
   * One line for a run that has ended: what became of it, in how long, for how much, and why if it
   * failed.
   */
  public static String end(Run run) {
    var line = new StringBuilder();
    line.append(run.id()).append("  ").append(run.state());
    if (!run.member().past().isEmpty()) {
      line.append("  ").append(Words.span(RunRecord.startedAt(run), RunRecord.endedAt(run)));
      line.append("  ").append(Words.dollars(RunRecord.cost(run)));
      line.append("  ").append(attempts(run));
    }
    var reason = RunRecord.reason(run);
    return reason == null ? line.toString() : line.append("  ").append(reason).toString();
  }

  /** Why a run is where it is, in a few words; empty where its state says enough. */
  public static String why(Run run) {
    return switch (run.member().phase()) {
      case Final(_, var reason, _) -> reason;
      case Waiting _ -> lastEvidence(run);
      case BackingOff(var until, _) -> "next attempt at " + Words.time(until);
      case Launching(_, var notBefore) when notBefore.isAfter(lastDecision(run)) ->
          lastEvidence(run);
      case Queued _, Admitted _, Launching _, Open _ -> "";
    };
  }

  private static String lastEvidence(Run run) {
    var decisions = run.member().decisions();
    return decisions.isEmpty() ? "" : decisions.getLast().evidence();
  }

  private static Instant lastDecision(Run run) {
    var decisions = run.member().decisions();
    return decisions.isEmpty() ? run.openedAt() : decisions.getLast().at();
  }

  /**
   * Its ended attempts, such as {@code 1 attempt} or {@code 3 attempts: FAILED, INTERRUPTED,
   * SUCCEEDED}.
   */
  public static String attempts(Run run) {
    var past = run.member().past();
    if (past.size() == 1) {
      return "1 attempt on " + past.getFirst().capacity();
    }
    var outcomes =
        past.stream()
            .map(PastAttempt::outcome)
            .map(Outcome::name)
            .collect(Collectors.joining(", "));
    return "%d attempts: %s".formatted(past.size(), outcomes);
  }
}

package dev.longshore.cli.text;

import dev.longshore.report.RunRecord;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
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

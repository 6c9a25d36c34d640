package dev.longshore.cli.demo;

import dev.longshore.cli.text.Terminal;
import dev.longshore.cli.text.Words;
import dev.longshore.report.RunRecord;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells what happens in plain lines, each with the time since the beginning. */
final class Narrator {

  private static final String OURS = "longshore:";
  private static final double MILLIS_A_SECOND = 1000;
  private static final int MESSAGES_A_LINE = 50;

  private final Terminal terminal;
  private final Supplier<Duration> elapsed;
  private int told;

  /**
   * A narrator.
   *
   * @param elapsed since the demo's beginning, on the viewer's clock
   */
  Narrator(Terminal terminal, Supplier<Duration> elapsed) {
    this.terminal = terminal;
    this.elapsed = elapsed;
  }

  void say(String who, String what) {
    var seconds = elapsed.get().toMillis() / MILLIS_A_SECOND;
    terminal.note("%5.1f s  %-16s  %s".formatted(seconds, who, what));
  }

  /** Tells of a run that was just written, if there is something to tell. */
  void changed(Optional<Run> before, Run run, DemoRuns runs) {
    if (run.job().value().equals(DemoJobs.RAIN)) {
      messageDone(runs);
      return;
    }
    var ended = run.isFinal() && before.filter(Run::isFinal).isEmpty();
    var attempts = before.map(earlier -> earlier.member().past().size()).orElse(0);
    if (ended) {
      say(name(run), end(run));
    } else if (run.member().past().size() > attempts) {
      say(name(run), attempt(run.member().past().getLast()));
    }
  }

  private void messageDone(DemoRuns runs) {
    var done = runs.ended(DemoJobs.RAIN);
    if (done >= told + MESSAGES_A_LINE) {
      told = done;
      say(DemoJobs.RAIN, "%d messages done".formatted(done));
    }
  }

  private static String name(Run run) {
    return "%s %s".formatted(run.job(), DemoRuns.word(run)).strip();
  }

  private static String attempt(PastAttempt attempt) {
    var code = attempt.exitCode() == null ? "" : " with exit code " + attempt.exitCode();
    return "attempt %d on %s %s%s; another follows"
        .formatted(attempt.n(), attempt.capacity(), attempt.outcome(), code);
  }

  private static String end(Run run) {
    var attempts = run.member().past().size();
    var after = attempts > 1 ? " with attempt %d".formatted(attempts) : "";
    return run.state() + after + (run.state() == RunState.SUCCEEDED ? "" : ": " + why(run));
  }

  /** Why it did not succeed: what a task was stopped with tells more than what followed from it. */
  private static String why(Run run) {
    var past = run.member().past();
    var stopped = past.isEmpty() ? null : past.getLast().stoppedReason();
    if (stopped != null && stopped.startsWith(OURS)) {
      return stopped.substring(stopped.indexOf(' ') + 1);
    }
    return Words.orDash(RunRecord.reason(run));
  }
}

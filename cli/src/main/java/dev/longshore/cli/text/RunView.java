package dev.longshore.cli.text;

import dev.longshore.report.RunRecord;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run with all that a person wants to see of it at once. */
public final class RunView {

  private static final int LABEL_WIDTH = 10;
  private static final int OUTCOME = 3;
  private static final String EXITED = "EssentialContainerExited";

  private final Terminal terminal;
  private final Instant now;

  /**
   * A view.
   *
   * @param now up to when what is open has lasted
   */
  public RunView(Terminal terminal, Instant now) {
    this.terminal = terminal;
    this.now = now;
  }

  /** The lines for a run. */
  public List<String> lines(Run run) {
    var lines = new ArrayList<String>();
    lines.add(run.id() + "  " + StateColors.of(terminal).apply(run.state().name()));
    add(lines, "why", RunText.why(run));
    add(lines, "job", job(run));
    add(lines, "trigger", trigger(run));
    add(lines, "params", Words.pairs(new TreeMap<>(run.parameters().values())));
    add(lines, "again of", run.rerunOf() == null ? "" : run.rerunOf().value());
    add(lines, "opened", Words.time(run.openedAt()) + " UTC");
    add(lines, "started", started(run));
    add(lines, "ended", ended(run));
    add(lines, "cost", cost(run));
    if (!run.member().past().isEmpty() || run.member().openAttempt().isPresent()) {
      lines.add("");
      lines.addAll(attempts(run));
    }
    return lines;
  }

  private static void add(List<String> lines, String label, String value) {
    if (!value.isEmpty()) {
      lines.add(label + " ".repeat(LABEL_WIDTH - label.length()) + Words.oneLine(value));
    }
  }

  private static String job(Run run) {
    return run.version() == null
        ? run.job() + ", which was gone when the run opened"
        : "%s, version %s".formatted(run.job(), run.version());
  }

  private static String trigger(Run run) {
    var trigger = run.trigger();
    return "%s, %s UTC, %s"
        .formatted(trigger.type().word(), Words.time(trigger.time()), trigger.id());
  }

  private static String started(Run run) {
    var at = RunRecord.startedAt(run);
    return at == null
        ? ""
        : "%s UTC, %s after it opened".formatted(Words.time(at), Words.span(run.openedAt(), at));
  }

  private static String ended(Run run) {
    var at = RunRecord.endedAt(run);
    if (at == null) {
      return "";
    }
    var started = RunRecord.startedAt(run);
    return started == null
        ? Words.time(at) + " UTC"
        : "%s UTC, %s after it started".formatted(Words.time(at), Words.span(started, at));
  }

  private static String cost(Run run) {
    if (run.member().past().isEmpty()) {
      return "";
    }
    var cost = RunRecord.cost(run);
    var line = Words.dollars(cost);
    if (run.member().past().stream().anyMatch(attempt -> attempt.bill().upperBound())) {
      line = "at most " + line;
    }
    var saving = Words.saving(cost, RunRecord.onDemandCost(run));
    return saving.isEmpty() ? line : line + "; " + saving.get();
  }

  private List<String> attempts(Run run) {
    var table =
        new Table(
            "N",
            "CAPACITY",
            "CPU/MIB",
            "OUTCOME",
            "EXIT",
            "STARTED",
            "TOOK",
            "BILLED",
            "COST",
            "WHY");
    table.paint(OUTCOME, StateColors.of(terminal));
    table.mayDrop(2, 7, 5, 9);
    run.member().past().forEach(attempt -> add(table, attempt));
    run.member()
        .openAttempt()
        .ifPresent(attempt ->
            table.add(
                String.valueOf(attempt.n()),
                attempt.request().capacity().name(),
                attempt.request().size().cpu() + "/" + attempt.request().size().memory(),
                "-",
                "-",
                attempt.startedAt() == null ? "-" : Words.clock(attempt.startedAt()),
                Words.span(attempt.startedAt(), now),
                "-",
                "-",
                open(attempt.intent() == null ? null : attempt.intent().why(), attempt.notice())));
    return table.lines(terminal.tableColumns());
  }

  private static String open(@Nullable String why, @Nullable String notice) {
    if (why != null) {
      return "is being stopped: " + why;
    }
    return notice == null ? "" : "is about to be stopped: " + notice;
  }

  /** Why its task stopped; that its program exited is to be seen beside it. */
  private static String why(PastAttempt attempt) {
    var reason = attempt.stoppedReason();
    return reason == null || EXITED.equals(attempt.stopCode()) ? "" : reason;
  }

  private static void add(Table table, PastAttempt attempt) {
    table.add(
        String.valueOf(attempt.n()),
        attempt.capacity().name(),
        attempt.size().cpu() + "/" + attempt.size().memory(),
        attempt.outcome().name(),
        Words.orDash(attempt.exitCode()),
        attempt.startedAt() == null ? "-" : Words.clock(attempt.startedAt()),
        Words.span(attempt.startedAt(), attempt.stoppedAt()),
        attempt.bill().seconds() + " s",
        Words.dollars(attempt.bill().cost()),
        why(attempt));
  }
}

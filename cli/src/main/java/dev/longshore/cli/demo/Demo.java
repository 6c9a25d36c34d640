package dev.longshore.cli.demo;

import dev.longshore.cli.text.Terminal;
import dev.longshore.cli.text.Words;
import dev.longshore.job.Catalog;
import dev.longshore.job.JobName;
import dev.longshore.local.host.LocalHost;
import dev.longshore.report.RunRecord;
import dev.longshore.run.Run;
import dev.longshore.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Plays the example jobs to their ends, and says what they came to. */
public final class Demo {

  /** How many times as fast as the viewer's the demo's clock runs: its minutes are seconds. */
  public static final double SPEED = 60;

  /** Far beyond what it takes on a busy machine; longer is a bug. */
  private static final Duration MAX = Duration.ofMinutes(10);

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int FIRINGS = 2;
  private static final int QUEUE_PORT = 0;

  private final Terminal terminal;
  private final LocalHost host;
  private final DemoFolder folder;
  private final Catalog catalog;
  private final Expectations expectations;
  private final HalfWayInterruption interruption;
  private final Almanac almanac;
  private final DemoRuns runs = new DemoRuns();
  private final Board board;
  private final Narrator narrator;
  private final Instant begin;
  private Duration took = Duration.ZERO;
  private boolean stopped;

  public Demo(
      Terminal terminal,
      LocalHost host,
      DemoFolder folder,
      DemoJobs jobs,
      Catalog catalog,
      Expectations expectations) {
    this.terminal = terminal;
    this.host = host;
    this.folder = folder;
    this.catalog = catalog;
    this.interruption = new HalfWayInterruption(host, folder);
    this.expectations = expectations;
    this.almanac = Almanac.read(jobs.weather());
    this.board = new Board(terminal);
    this.begin = host.loop().instant();
    this.narrator = new Narrator(terminal, this::elapsed);
  }

  /** How long it has gone on, on the viewer's clock. */
  private Duration elapsed() {
    return host.loop().real(onClock());
  }

  private Duration onClock() {
    return Duration.between(begin, host.loop().instant());
  }

  /** Ends it early. May be called on any thread. */
  public void stop() {
    var _ = host.loop().soon(() -> stopped = true);
  }

  /**
   * Plays it, and prints what came of it.
   *
   * @param json whether to print the runs' records instead of the summary
   * @return whether all is as it ought to be
   */
  public boolean play(boolean json) {
    host.cloud().onRunChange(this::changed);
    narrate("demo", "the jobs' minutes are your seconds; starting the queue");
    host.takeUp(QUEUE_PORT);
    var messages =
        new RainMessages(
            host.queues().orElseThrow(), almanac.weeks(), () -> host.loop().soon(() -> {}));
    var _ = host.loop().soon(new Story(host)::begin);
    messages.start();
    look(messages);
    host.run(() -> isDone(messages));
    took = elapsed();
    messages.stop();
    board.clear();
    if (stopped) {
      terminal.note("interrupted; ending the tasks");
      return false;
    }
    return report(messages, json);
  }

  private void changed(Run run) {
    var before = runs.changed(run);
    if (!board.isVisible()) {
      narrator.changed(before, run, runs);
    }
  }

  private void narrate(String who, String what) {
    if (!board.isVisible()) {
      narrator.say(who, what);
    }
  }

  /** Looks how it goes and shows it, again and again. */
  private void look(RainMessages messages) {
    interruption.look(runs);
    var title =
        "Longshore demo, %d s  (its minutes are your seconds)".formatted(elapsed().toSeconds());
    board.show(Standings.lines(title, runs, messages.sent(), almanac.weeks().size()));
    var _ =
        host.loop().at(host.loop().instant().plus(host.loop().ofReal(LOOK)), () -> look(messages));
  }

  private boolean isDone(RainMessages messages) {
    return stopped
        || messages.failure() != null
        || elapsed().compareTo(MAX) > 0
        || (messages.deadLetterReason() != null
            && firings() >= FIRINGS
            && runs.ended(DemoJobs.RAIN) >= almanac.weeks().size()
            && runs.haveEnded()
            && host.cloud().stepFunctions().running() == 0);
  }

  private long firings() {
    return runs.of(DemoJobs.CLIMATE).stream()
        .filter(run -> run.state() == RunState.SUCCEEDED)
        .count();
  }

  private boolean report(RainMessages messages, boolean json) {
    var checks = checks(messages);
    if (json) {
      runs.all().forEach(run -> terminal.printJson(RunRecord.of(run)));
      checks.stream().filter(check -> !check.holds()).map(Check::claim).forEach(terminal::complain);
    } else {
      var summary = new Summary(runs, messages.deadLetterReason());
      new Report(terminal, folder).print(summary, took, host.loop().ofReal(took), checks);
    }
    return checks.stream().allMatch(Check::holds);
  }

  private List<Check> checks(RainMessages messages) {
    var checks = new ArrayList<Check>();
    checks.addAll(expectations.check(endings(messages)));
    var quiet = catalog.find(new JobName(DemoJobs.QUIET)).orElseThrow();
    var rain = catalog.find(new JobName(DemoJobs.RAIN)).orElseThrow();
    checks.addAll(
        new ResultChecks(folder, almanac, runs)
            .all(
                Objects.requireNonNull(quiet.idle()).after(),
                Objects.requireNonNullElse(rain.concurrency(), Integer.MAX_VALUE)));
    var live = host.cloud().ecs().live();
    checks.add(
        live == 0
            ? Check.holds("no task is left")
            : Check.fails("tasks left: expected 0, actual " + live));
    var failure = messages.failure();
    if (failure != null) {
      checks.add(Check.fails(failure));
    }
    if (took.compareTo(MAX) > 0) {
      checks.add(
          Check.fails(
              "time: expected at most %s, and not all has ended".formatted(Words.span(MAX))));
    }
    return checks;
  }

  private List<Ending> endings(RainMessages messages) {
    var endings = new ArrayList<Ending>();
    runs.all().forEach(run -> endings.add(Ending.of(run)));
    var reason = messages.deadLetterReason();
    if (reason != null) {
      endings.add(Ending.deadLetter(DemoJobs.RAIN, reason));
    }
    return endings;
  }
}

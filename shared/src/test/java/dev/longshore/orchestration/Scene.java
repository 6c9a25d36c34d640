package dev.longshore.orchestration;

import dev.longshore.admission.Place;
import dev.longshore.admission.Slot;
import dev.longshore.cost.Billing;
import dev.longshore.cost.PriceTable;
import dev.longshore.decision.Sample;
import dev.longshore.job.Catalog;
import dev.longshore.job.Job;
import dev.longshore.job.SampleJob;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.MemoryStore;
import dev.longshore.run.Attempt;
import dev.longshore.run.AttemptKey;
import dev.longshore.run.Decision;
import dev.longshore.run.Outcome;
import dev.longshore.run.PastAttempt;
import dev.longshore.run.Phase;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import dev.longshore.run.RunState;
import dev.longshore.run.StateEntry;
import dev.longshore.run.TaskFacts;
import dev.longshore.run.TaskFacts.ContainerFacts;
import dev.longshore.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One Longshore over a store in memory, at a time that a test sets, with services that do what it
 * says. Each entry into Attempt is a method call of the test's; no state machine runs.
 */
final class Scene implements InstantSource {

  static final String STACK = "test";
  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  final FakeTasks tasks = new FakeTasks();
  final FakeExecutions executions = new FakeExecutions();
  final List<String> announced = new ArrayList<>();
  final List<Sample> samples = new ArrayList<>();
  final ContendedStore store;
  final Settings settings;
  final Orchestrator orchestrator;
  final Ledger ledger;
  private Instant now = START;
  private int entries;
  private int triggers;

  Scene() {
    this(Duration.ZERO, new Settings(STACK, List.of(), "/checkpoints", billing(), null, Map.of()));
  }

  Scene(Duration indexLag, Settings settings) {
    this.settings = settings;
    this.store = new ContendedStore(new MemoryStore(this, indexLag));
    Announcements announcements = (run, state) -> announced.add(run + " " + state);
    var ports = new Ports(tasks, executions, announcements, (_, _) -> List.copyOf(samples));
    this.orchestrator = new Orchestrator(store, ports, settings, this, new Random(1));
    this.ledger = orchestrator.ledger();
  }

  static Billing billing() {
    return new Billing(PriceTable.shipped(), "us-east-1");
  }

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Opens a run of the smallest job, changed by {@code fields} as in {@link SampleJob#with}. */
  RunId open(String fields) {
    return open(SampleJob.with(fields));
  }

  RunId open(Job job) {
    pass(Duration.ofMillis(1));
    triggers++;
    var request = OpenRequest.of(job.name(), Trigger.person("r" + triggers, now), Map.of());
    var opening = orchestrator.opener(Catalog.of(List.of(job))).open(request);
    if (opening instanceof RunOpener.Opened(var run)) {
      return run;
    }
    // Its trigger is new: the answer to its own write was lost.
    if (opening instanceof RunOpener.AlreadyOpen(var run)) {
      return run;
    }
    throw new AssertionError("not opened: " + opening);
  }

  /** The state machine's next entry into Attempt; each comes a millisecond after the last. */
  StateEntry entry(RunId run) {
    return entry(run, 0);
  }

  StateEntry entry(RunId run, int retryCount) {
    pass(Duration.ofMillis(1));
    entries++;
    return new StateEntry(now, retryCount, execution(run), "token-" + entries, false);
  }

  /** The same entry, tried again by Step Functions after an error; its token is another. */
  StateEntry again(StateEntry entry, int retryCount) {
    entries++;
    return new StateEntry(
        entry.enteredAt(), retryCount, entry.execution(), "token-" + entries, false);
  }

  /** The same entry once a person has redriven its execution; its retries begin anew. */
  StateEntry redriven(StateEntry entry) {
    entries++;
    return new StateEntry(entry.enteredAt(), 1, 0, entry.execution(), "token-" + entries, false);
  }

  static String execution(RunId run) {
    return "execution/" + run;
  }

  /** Lets the state machine enter Attempt, and answers the entry. */
  StateEntry enter(RunId run) {
    var entry = entry(run);
    launch(run, entry);
    return entry;
  }

  void launch(RunId run, StateEntry entry) {
    orchestrator.launcher().launch(run, entry);
  }

  /** A run of the smallest job whose task is known to ECS. */
  RunId launched(String fields) {
    var run = open(fields);
    enter(run);
    return run;
  }

  /** A run of the smallest job whose task runs. */
  RunId running(String fields) {
    var run = launched(fields);
    observe(runs(run, 1));
    return run;
  }

  void observe(TaskFacts facts) {
    orchestrator.observer().observe(facts);
  }

  void sweep() {
    orchestrator.sweep().sweep("sweeper");
  }

  Run run(RunId id) {
    return ledger.run(id).value();
  }

  Phase phase(RunId id) {
    return run(id).member().phase();
  }

  RunState state(RunId id) {
    return run(id).state();
  }

  Attempt attempt(RunId id) {
    return run(id).member().openAttempt().orElseThrow();
  }

  List<Outcome> outcomes(RunId id) {
    return run(id).member().past().stream().map(PastAttempt::outcome).toList();
  }

  List<String> decisions(RunId id) {
    return run(id).member().decisions().stream().map(Decision::decision).toList();
  }

  Slot slot() {
    return ledger.slot("etl").value();
  }

  List<RunId> holders() {
    return slot().holders().stream().map(Place::run).toList();
  }

  static AttemptKey key(RunId run, int n) {
    return new AttemptKey(STACK, run, 0, n);
  }

  static String arn(RunId run, int n) {
    return FakeTasks.arn(key(run, n));
  }

  TaskFacts runs(RunId run, int n) {
    return task(run, n, "RUNNING", "RUNNING", null, null, null);
  }

  TaskFacts pends(RunId run, int n) {
    return new TaskFacts(
        arn(run, n),
        key(run, n).startedBy(),
        "PENDING",
        "RUNNING",
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  TaskFacts exited(RunId run, int n, int exitCode) {
    return task(run, n, "STOPPED", "STOPPED", "EssentialContainerExited", null, exitCode);
  }

  TaskFacts interrupted(RunId run, int n) {
    var reason = "Your Spot Task was interrupted.";
    return task(run, n, "STOPPED", "STOPPED", "SpotInterruption", reason, 143);
  }

  TaskFacts stopped(RunId run, int n, String reason) {
    return task(run, n, "STOPPED", "STOPPED", "UserInitiated", reason, 143);
  }

  TaskFacts task(
      RunId run,
      int n,
      String last,
      String desired,
      @Nullable String stopCode,
      @Nullable String reason,
      @Nullable Integer exitCode) {
    return new TaskFacts(
        arn(run, n),
        key(run, n).startedBy(),
        last,
        desired,
        stopCode,
        reason,
        List.of(new ContainerFacts("job", exitCode, null)),
        now.minusSeconds(30),
        now.minusSeconds(25),
        "STOPPED".equals(last) ? now : null);
  }

  /** The same task under another ARN: a second one of the same attempt. */
  static TaskFacts twin(TaskFacts facts) {
    return new TaskFacts(
        facts.taskArn() + "-twin",
        facts.startedBy(),
        facts.lastStatus(),
        facts.desiredStatus(),
        facts.stopCode(),
        facts.stoppedReason(),
        facts.containers(),
        facts.pullStartedAt(),
        facts.startedAt(),
        facts.stoppedAt());
  }

  void knows(TaskFacts... facts) {
    for (var one : facts) {
      tasks.known.put(one.taskArn(), one);
    }
  }
}

package dev.longshore.simulation.world;

import dev.longshore.job.Job;
import dev.longshore.job.JobName;
import dev.longshore.run.Run;
import dev.longshore.simulation.fault.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that was seen of one simulation, for the invariants to be judged by.
 *
 * <p>Mutable: it grows as things are seen.
 */
public final class World {

  /** Lambda's growing intervals, and the state machine's Pause. */
  private static final Duration COMING_BACK = Duration.ofMinutes(15);

  private final String stack;
  private final List<AcceptedTrigger> triggers = new ArrayList<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<SentMessage> messages = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<AcceptedCancel> cancels = new ArrayList<>();
  private final List<CompletedSweep> sweeps = new ArrayList<>();
  private final List<BrokenExecution> broken = new ArrayList<>();
  private final List<String> aborted = new ArrayList<>();
  private final Map<String, Instant> redriven = new TreeMap<>();
  private final Map<String, Instant> executionEnds = new TreeMap<>();
  private final Map<String, Instant> admittedAt = new TreeMap<>();
  private final List<SeenAdmission> admissions = new ArrayList<>();
  private final List<String> announced = new ArrayList<>();
  private final List<String> leftovers = new ArrayList<>();
  private final List<Windows> outages = new ArrayList<>();
  private final Map<String, SeenTask> tasks = new LinkedHashMap<>();
  private final Map<String, List<Job>> jobs = new TreeMap<>();
  private final List<Run> runs = new ArrayList<>();
  private final RunTaskCalls runTaskCalls = new RunTaskCalls();
  private Instant finishedAt = Instant.MIN;
  private int mostReceives;
  private Duration indexLag = Duration.ZERO;

  public World(String stack) {
    this.stack = stack;
  }

  public String stack() {
    return stack;
  }

  public List<AcceptedTrigger> triggers() {
    return triggers;
  }

  /**
   * The identities of triggers that somebody at least tried to make; one that was never accepted
   * may have led to a run or not.
   */
  public Set<String> asked() {
    return asked;
  }

  public List<SentMessage> messages() {
    return messages;
  }

  public List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  public List<AcceptedCancel> cancels() {
    return cancels;
  }

  public List<CompletedSweep> sweeps() {
    return sweeps;
  }

  public List<BrokenExecution> broken() {
    return broken;
  }

  /** The runs whose executions a person has aborted. */
  public List<String> aborted() {
    return aborted;
  }

  /** When a person last redrove the execution of a run. */
  public Map<String, Instant> redriven() {
    return redriven;
  }

  /** When the execution of a run was first seen to have ended after it was redriven. */
  public Map<String, Instant> executionEnds() {
    return executionEnds;
  }

  /** When each run was admitted, whether it needed a place or not. */
  public Map<String, Instant> admittedAt() {
    return admittedAt;
  }

  /** Each admission to a place while others waited. */
  public List<SeenAdmission> admissions() {
    return admissions;
  }

  /** Each announcement: a run and its state. */
  public List<String> announced() {
    return announced;
  }

  /** What is still there at the end though it should not be. */
  public List<String> leftovers() {
    return leftovers;
  }

  /** When something that every progress depends on was out of order. */
  public List<Windows> outages() {
    return outages;
  }

  public Map<String, SeenTask> tasks() {
    return tasks;
  }

  public Optional<SeenTask> task(String arn) {
    return Optional.ofNullable(tasks.get(arn));
  }

  /** Our tasks, in the order in which they were launched. */
  public List<SeenTask> ownTasks() {
    return tasks.values().stream().filter(task -> task.isOf(stack)).toList();
  }

  /** Each job that was ever deployed, in all its versions. */
  public Map<String, List<Job>> jobs() {
    return jobs;
  }

  /** A job as it was deployed first. */
  public Job job(JobName name) {
    return Objects.requireNonNull(jobs.get(name.value())).getFirst();
  }

  public void deployed(Job job) {
    var versions = jobs.computeIfAbsent(job.name().value(), _ -> new ArrayList<>());
    if (!versions.contains(job)) {
      versions.add(job);
    }
  }

  /** The records of all runs, as they are at the end. */
  public List<Run> runs() {
    return runs;
  }

  public Optional<Run> run(String id) {
    return runs.stream().filter(run -> run.id().value().equals(id)).findFirst();
  }

  public RunTaskCalls runTaskCalls() {
    return runTaskCalls;
  }

  /** How far the ledger's indexes are behind. */
  public Duration indexLag() {
    return indexLag;
  }

  public void indexesLag(Duration lag) {
    indexLag = lag;
  }

  public void received(int count) {
    mostReceives = Math.max(mostReceives, count);
  }

  /** How often the message was received that was received most often. */
  public int mostReceives() {
    return mostReceives;
  }

  public void finished(Instant at) {
    finishedAt = at;
  }

  /** When it was looked at for the last time. */
  public Instant finishedAt() {
    return finishedAt;
  }

  /**
   * When something is to be done that takes so long at most, if all is in order: what was out of
   * order meanwhile comes on top, and a little for everybody to come back after it.
   */
  public Instant due(Instant from, Duration allowed) {
    var undisturbed = from.plus(allowed);
    var due = undisturbed;
    while (true) {
      var outage = outage(from, due);
      var later = undisturbed.plus(outage);
      if (!later.isAfter(due)) {
        return due.plus(outage.compareTo(COMING_BACK) < 0 ? outage : COMING_BACK);
      }
      due = later;
    }
  }

  /** How long between two instants something was out of order. */
  private Duration outage(Instant from, Instant to) {
    return outages.stream()
        .map(windows -> windows.within(from, to))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * The end of the {@code n}th whole sweep that began after an instant; empty if there were not so
   * many.
   */
  public Optional<Instant> sweepAfter(Instant instant, int n) {
    return sweeps.stream()
        .filter(sweep -> !sweep.startedAt().isBefore(instant))
        .skip(n - 1L)
        .map(CompletedSweep::endedAt)
        .findFirst();
  }
}

package dev.longshore.ledger;

import dev.longshore.admission.PaceLimit;
import dev.longshore.admission.Place;
import dev.longshore.admission.Slot;
import dev.longshore.job.Job;
import dev.longshore.job.JobVersion;
import dev.longshore.ledger.Document.OfJob;
import dev.longshore.ledger.Document.OfLease;
import dev.longshore.ledger.Document.OfRun;
import dev.longshore.ledger.Document.OfSlot;
import dev.longshore.ledger.Store.Order;
import dev.longshore.ledger.Store.Query;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of runs, job versions, slots and paces; its operations are written here once,
 * for every store.
 */
public final class Ledger {

  /** How often a change is tried while others change the same item; more than that is an outage. */
  private static final int TRIES_MAX = 50;

  private final Store store;
  private final Map<JobVersion, Job> jobs = new ConcurrentHashMap<>();

  public Ledger(Store store) {
    this.store = store;
  }

  /** A run, or empty if it was never opened. */
  public Optional<Stored<Run>> find(RunId id) {
    var item = store.get(Items.run(id));
    return item != null && item.document() instanceof OfRun(var run)
        ? Optional.of(new Stored<>(run, item.version()))
        : Optional.empty();
  }

  /**
   * A run that must be there.
   *
   * @throws NoSuchRun if it is not
   */
  public Stored<Run> run(RunId id) {
    return find(id).orElseThrow(() -> new NoSuchRun(id));
  }

  /** The job of a version. It never changes, so it is read once. */
  public Job job(JobVersion version) {
    var known = jobs.get(version);
    if (known != null) {
      return known;
    }
    // Read outside of the map: others would wait for the database on its lock.
    var read = readJob(version);
    jobs.put(version, read);
    return read;
  }

  private Job readJob(JobVersion version) {
    var item = store.get(Items.jobVersion(version));
    if (item != null && item.document() instanceof OfJob(var job)) {
      return job;
    }
    throw new IllegalStateException("the ledger does not hold job version " + version);
  }

  /** Records a job version, unless it is recorded. */
  public void recordJob(JobVersion version, Job job) {
    if (jobs.containsKey(version)) {
      return;
    }
    if (store.get(Items.jobVersion(version)) == null) {
      // That another has just recorded the same is as good.
      var _ = store.commit(List.of(new Write.Put(Items.item(version, job))));
    }
    jobs.put(version, job);
  }

  /** Records a run, unless it is recorded; whether it was not. */
  public boolean open(Run run) {
    return store.commit(List.of(new Write.Put(Items.item(run, 1))));
  }

  /**
   * Replaces a run by what became of it, if nobody else changed it meanwhile; whether that was so.
   */
  public boolean replace(Stored<Run> before, Run after) {
    return before.value().equals(after)
        || store.commit(List.of(new Write.Put(Items.item(after, before.version() + 1))));
  }

  /**
   * Changes a run, again and again until nobody else changes it meanwhile, and answers what it then
   * is.
   */
  public Run update(RunId id, UnaryOperator<Run> change) {
    return retrying(
        "run " + id,
        () -> {
          var before = run(id);
          var after = change.apply(before.value());
          return replace(before, after) ? after : null;
        });
  }

  public Transaction transaction() {
    return new Transaction(store);
  }

  /** The places under a limit, with version 0 if nobody ever asked for one. */
  public Stored<Slot> slot(String name) {
    var item = store.get(Items.slot(name));
    return item != null && item.document() instanceof OfSlot(var slot)
        ? new Stored<>(slot, item.version())
        : new Stored<>(Slot.empty(name), 0);
  }

  /** Runs that wait for a place, in order; candidates only, for the list may lag. */
  public List<Place> waiters(String slot, int limit) {
    var query = new Query(Index.WORK, Items.waiters(slot), null, Order.ASCENDING, limit);
    return store.query(query).stream().map(hit -> Items.place(hit.sort())).toList();
  }

  /** Takes the next place in a rate and answers when it may be used. */
  public Instant reserve(PaceLimit limit, Instant now) {
    var place = store.take(Items.pace(limit.bucket()), PaceLimit.place(now), limit.spacing());
    return limit.goAt(place, now);
  }

  /**
   * Runs whose end is not told yet, in the order of their ids; candidates only, for the list may
   * lag.
   */
  public List<RunId> openRuns(@Nullable String after, int limit) {
    return store.query(new Query(Index.WORK, Items.OPEN, after, Order.ASCENDING, limit)).stream()
        .map(hit -> Items.runId(hit.key()))
        .toList();
  }

  /** Runs that were opened on a day (UTC), the latest first. */
  public List<RunId> runsOpenedOn(LocalDate day, int limit) {
    return store
        .query(new Query(Index.HISTORY, Items.day(day), null, Order.DESCENDING, limit))
        .stream()
        .map(hit -> Items.runId(hit.key()))
        .toList();
  }

  /** Who sweeps, with version 0 if nobody ever did. */
  public Optional<Stored<Lease>> sweepLease() {
    var item = store.get(Items.sweepLease());
    return item != null && item.document() instanceof OfLease(var lease)
        ? Optional.of(new Stored<>(lease, item.version()))
        : Optional.empty();
  }

  /** Takes or renews the right to sweep, if nobody else did meanwhile; whether that was so. */
  public boolean putSweepLease(long versionBefore, Lease lease) {
    return store.commit(List.of(new Write.Put(Items.item(lease, versionBefore + 1))));
  }

  /** Tries until {@code attempt} answers something other than null. */
  public static <T> T retrying(String what, Supplier<@Nullable T> attempt) {
    for (var tries = 0; tries < TRIES_MAX; tries++) {
      var result = attempt.get();
      if (result != null) {
        return result;
      }
    }
    throw new LedgerContended(what, TRIES_MAX);
  }
}

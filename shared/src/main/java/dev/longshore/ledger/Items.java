package dev.longshore.ledger;

import dev.longshore.admission.Place;
import dev.longshore.admission.Slot;
import dev.longshore.job.Job;
import dev.longshore.job.JobVersion;
import dev.longshore.json.InstantText;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The keys and index places of each kind of item. */
final class Items {

  /** The partition of the work index that sweep reads. */
  static final String OPEN = "OPEN";

  private static final String RUN = "RUN";
  private static final String JOB_VERSION = "JOBVERSION";
  private static final String SLOT = "SLOT";
  private static final String WAITER = "WAITER";
  private static final String PACE = "PACE";
  private static final String COUNTER = "COUNTER";
  private static final String LEASE = "LEASE";

  private Items() {}

  static Key run(RunId id) {
    return new Key(RUN + "#" + id, RUN);
  }

  static Key jobVersion(JobVersion version) {
    return new Key(JOB_VERSION + "#" + version, JOB_VERSION);
  }

  static Key slot(String name) {
    return new Key(SLOT + "#" + name, SLOT);
  }

  static Key waiter(String slot, Place place) {
    return new Key(SLOT + "#" + slot, WAITER + "#" + order(place.openedAt(), place.run()));
  }

  /** The counter of the places in a rate. Former versions keep an item of theirs under PACE. */
  static Key pace(String bucket) {
    return new Key(PACE + "#" + bucket, COUNTER);
  }

  static Key sweepLease() {
    return new Key(LEASE + "#sweep", LEASE);
  }

  /** The partition of the work index that holds the waiters of a slot. */
  static String waiters(String slot) {
    return WAITER + "#" + slot;
  }

  /** The partition of the history that holds the runs opened on a day. */
  static String day(LocalDate day) {
    return day.toString();
  }

  static RunId runId(Key key) {
    return new RunId(key.partition().substring(RUN.length() + 1));
  }

  static Item item(Run run, long version) {
    var opened = run.openedAt();
    return new Item(
        run(run.id()),
        version,
        run.told() ? null : new IndexEntry(OPEN, run.id().value()),
        new IndexEntry(day(LocalDate.ofInstant(opened, ZoneOffset.UTC)), order(opened, run.id())),
        new Document.OfRun(run));
  }

  static Item item(JobVersion version, Job job) {
    return unindexed(jobVersion(version), 1, new Document.OfJob(job));
  }

  static Item item(Slot slot, long version) {
    return unindexed(slot(slot.name()), version, new Document.OfSlot(slot));
  }

  static Item waiterItem(String slot, Place place) {
    return new Item(
        waiter(slot, place),
        1,
        new IndexEntry(waiters(slot), order(place.openedAt(), place.run())),
        null,
        new Document.OfWaiter(slot, place));
  }

  static Item item(Lease lease, long version) {
    return unindexed(sweepLease(), version, new Document.OfLease(lease));
  }

  private static Item unindexed(Key key, long version, Document document) {
    return new Item(key, version, null, null, document);
  }

  /** The part of a key before its first {@code #}, which names the kind of its item. */
  static String kind(Key key) {
    var end = key.sort().indexOf('#');
    return end < 0 ? key.sort() : key.sort().substring(0, end);
  }

  /** The place that a sort text stands for, as {@link #waiterItem} has written it. */
  static Place place(String order) {
    var end = order.indexOf('#');
    return new Place(
        new RunId(order.substring(end + 1)), InstantText.parse(order.substring(0, end)));
  }

  private static String order(Instant at, RunId run) {
    return InstantText.sortable(at) + "#" + run;
  }
}

package dev.longshore.cli.ledger;

import dev.longshore.job.JobName;
import dev.longshore.ledger.Ledger;
import dev.longshore.ledger.Stored;
import dev.longshore.local.data.DataFolder;
import dev.longshore.local.data.Database;
import dev.longshore.local.data.Marks;
import dev.longshore.local.data.SqliteStore;
import dev.longshore.run.Run;
import dev.longshore.run.RunId;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at the runs of a ledger, beside whoever writes it. */
public final class LedgerView implements AutoCloseable {

  /** How far back runs are looked for. */
  static final int DAYS_MAX = 400;

  /** More runs than a day sees. */
  private static final int PAGE = 200_000;

  private final Ledger ledger;
  private final Instant now;
  private final LocalDate lastDay;
  private final LocalDate firstDay;
  private final Reads reads;
  private final Runnable closing;

  private LedgerView(Ledger ledger, Instant now, Instant oldest, Reads reads, Runnable closing) {
    this.ledger = ledger;
    this.now = now;
    this.lastDay = LocalDate.ofInstant(now, ZoneOffset.UTC);
    this.reads = reads;
    this.closing = closing;
    var oldestDay = LocalDate.ofInstant(oldest, ZoneOffset.UTC);
    var earliest = lastDay.minusDays(DAYS_MAX - 1);
    this.firstDay = oldestDay.isAfter(earliest) ? oldestDay : earliest;
  }

  private static LedgerView of(Database database) {
    // The clock of the folder's runs may be ahead of ours, if it ran faster.
    var now =
        new Marks(database).find("clock").filter(Instant.now()::isBefore).orElseGet(Instant::now);
    return new LedgerView(
        new Ledger(new SqliteStore(database, false)),
        now,
        Instant.EPOCH,
        Reads.ONE_BY_ONE,
        database::close);
  }

  /** Opens the ledger of a folder; empty if nothing was ever run there. */
  public static Optional<LedgerView> open(DataFolder data) {
    return Files.exists(data.database())
        ? Optional.of(of(Database.openToRead(data)))
        : Optional.empty();
  }

  /**
   * The ledger of a deployed stack, which is far away, so that many things are asked for at once.
   *
   * @param oldest before this no run was opened
   */
  public static LedgerView far(Ledger ledger, Instant now, Instant oldest) {
    return new LedgerView(ledger, now, oldest, Reads.MANY_AT_ONCE, () -> {});
  }

  /** The time by the clock of the ledger's runs, or a moment ahead of it. */
  public Instant now() {
    return now;
  }

  /** The latest runs whose ids fit, latest first. */
  public List<Run> latest(Predicate<RunId> fits, Predicate<Run> also, int limit) {
    var found = new ArrayList<Run>();
    var day = lastDay;
    var count = 1;
    while (!day.isBefore(firstDay) && found.size() < limit) {
      var days = days(day, count);
      for (var ids : reads.all(days, one -> ledger.runsOpenedOn(one, PAGE))) {
        addRuns(ids.stream().filter(fits).toList(), also, limit, found);
      }
      day = day.minusDays(days.size());
      // Mostly the first days have them; where they do not, ever more days are looked at at once.
      count = Math.min(2 * count, reads.atOnce());
    }
    return found;
  }

  private List<LocalDate> days(LocalDate last, int count) {
    var days = new ArrayList<LocalDate>();
    for (var day = last; days.size() < count && !day.isBefore(firstDay); day = day.minusDays(1)) {
      days.add(day);
    }
    return days;
  }

  private void addRuns(List<RunId> ids, Predicate<Run> also, int limit, List<Run> found) {
    for (var from = 0; from < ids.size() && found.size() < limit; from += reads.atOnce()) {
      var some = ids.subList(from, Math.min(ids.size(), from + reads.atOnce()));
      runs(some).stream().filter(also).limit(limit - found.size()).forEach(found::add);
    }
  }

  private List<Run> runs(List<RunId> ids) {
    return reads.all(ids, ledger::find).stream()
        .flatMap(Optional::stream)
        .map(Stored::value)
        .toList();
  }

  /**
   * The run of this id; the latest run of the job of this name; or the runs, two at most, whose ids
   * hold these letters.
   */
  public List<Run> find(String words) {
    if (isRunId(words)) {
      return ledger.find(new RunId(words)).map(Stored::value).stream().toList();
    }
    var ofJob = latest(id -> id.job().value().equals(words), _ -> true, 1);
    return ofJob.isEmpty() ? latest(id -> id.value().contains(words), _ -> true, 2) : ofJob;
  }

  /** The runs of a job that have not ended, or of every job. */
  public List<Run> open(Optional<JobName> job) {
    var ids =
        ledger.openRuns(null, PAGE).stream()
            .filter(id -> job.isEmpty() || id.job().equals(job.get()))
            .toList();
    var open = new ArrayList<Run>();
    addRuns(ids, run -> !run.isFinal(), Integer.MAX_VALUE, open);
    return open;
  }

  private static boolean isRunId(String text) {
    try {
      return new RunId(text).value().equals(text);
    } catch (IllegalArgumentException e) {
      return false; // a job's name, or a part of an id
    }
  }

  @Override
  public void close() {
    closing.run();
  }
}

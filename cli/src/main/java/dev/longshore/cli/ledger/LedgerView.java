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

/** Looks at the runs of a data folder, beside whoever writes it. */
public final class LedgerView implements AutoCloseable {

  /** How far back runs are looked for. */
  static final int DAYS_MAX = 400;

  /** More runs than a day sees. */
  private static final int PAGE = 200_000;

  private final Database database;
  private final Ledger ledger;
  private final Instant now;
  private final LocalDate lastDay;

  private LedgerView(Database database) {
    this.database = database;
    this.ledger = new Ledger(new SqliteStore(database, false));
    // The clock of the folder's runs may be ahead of ours, if it ran faster.
    this.now =
        new Marks(database).find("clock").filter(Instant.now()::isBefore).orElseGet(Instant::now);
    this.lastDay = LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /** Opens the ledger of a folder; empty if nothing was ever run there. */
  public static Optional<LedgerView> open(DataFolder data) {
    return Files.exists(data.database())
        ? Optional.of(new LedgerView(Database.openToRead(data)))
        : Optional.empty();
  }

  /** The time by the clock of the folder's runs, or a moment ahead of it. */
  public Instant now() {
    return now;
  }

  /** The latest runs whose ids fit, latest first. */
  public List<Run> latest(Predicate<RunId> fits, Predicate<Run> also, int limit) {
    var found = new ArrayList<Run>();
    for (var day = 0; day < DAYS_MAX && found.size() < limit; day++) {
      ledger.runsOpenedOn(lastDay.minusDays(day), PAGE).stream()
          .filter(fits)
          .map(ledger::find)
          .flatMap(Optional::stream)
          .map(Stored::value)
          .filter(also)
          .limit(limit - found.size())
          .forEach(found::add);
    }
    return found;
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
    return ledger.openRuns(null, PAGE).stream()
        .filter(id -> job.isEmpty() || id.job().equals(job.get()))
        .map(ledger::find)
        .flatMap(Optional::stream)
        .map(Stored::value)
        .filter(run -> !run.isFinal())
        .toList();
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
    database.close();
  }
}

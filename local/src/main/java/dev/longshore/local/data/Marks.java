package dev.longshore.local.data;

import dev.longshore.local.scheduler.FiringMarks;
import java.time.Instant;
import java.util.Optional;

/** Instants that outlive the process, by name. */
public final class Marks implements FiringMarks {

  private final Database database;

  public Marks(Database database) {
    this.database = database;
  }

  /** The instant that was last put under a name. */
  public Optional<Instant> find(String name) {
    return database.use(() -> {
      var select = database.prepare("SELECT at FROM mark WHERE name = ?");
      select.setString(1, name);
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(Instant.parse(row.getString(1))) : Optional.empty();
      }
    });
  }

  /** Puts an instant under a name. */
  public void put(String name, Instant at) {
    var _ =
        database.use(() -> {
          var upsert =
              database.prepare(
                  "INSERT INTO mark (name, at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at ="
                      + " excluded.at");
          upsert.setString(1, name);
          upsert.setString(2, at.toString());
          return upsert.executeUpdate();
        });
  }

  @Override
  public Optional<Instant> doneUpTo(String scheduleArn) {
    return find(scheduleArn);
  }

  @Override
  public void done(String scheduleArn, Instant time) {
    put(scheduleArn, time);
  }
}

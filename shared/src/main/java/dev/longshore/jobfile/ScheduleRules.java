package dev.longshore.jobfile;

import dev.longshore.schedule.CronExpression;
import dev.longshore.schedule.Durations;
import dev.longshore.schedule.Schedule;
import dev.longshore.schedule.Schedule.At;
import dev.longshore.schedule.Schedule.Cron;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What a schedule must keep to beyond its schema: it fires, at times that its zone has. */
final class ScheduleRules {

  private static final Instant BEGINNING = Instant.parse("1969-12-30T00:00:00Z");

  private ScheduleRules() {}

  /** Complains of what goes against these rules. */
  static void check(Keys schedule) {
    var zone = zone(schedule);
    var cron = schedule.text("cron");
    if (cron != null) {
      checkCron(cron, zone, schedule);
    }
    var at = schedule.text("at");
    if (at != null) {
      checkAt(at, zone, schedule);
    }
    checkWholeMinutes("rate", schedule);
    checkWholeMinutes("window", schedule);
  }

  /** The schedule's zone; UTC, which skips no time, where the named one is none. */
  private static ZoneId zone(Keys schedule) {
    var name = schedule.text("timezone");
    try {
      return name == null ? ZoneOffset.UTC : Schedule.zone(name);
    } catch (IllegalArgumentException e) {
      schedule.complain(
          "timezone",
          e.getMessage()
              + Spelling.nearest(String.valueOf(name), ZoneId.getAvailableZoneIds())
                  .map("; did you mean %s?"::formatted)
                  .orElse(", such as Europe/Berlin"));
      return ZoneOffset.UTC;
    }
  }

  private static void checkCron(String text, ZoneId zone, Keys schedule) {
    try {
      var cron = new Cron(CronExpression.parse(text));
      if (cron.next(BEGINNING, zone).isEmpty()) {
        schedule.complain("cron", "never fires in %s: its clocks skip that time".formatted(zone));
      }
    } catch (IllegalArgumentException e) {
      schedule.complain("cron", String.valueOf(e.getMessage()));
    }
  }

  private static void checkAt(String text, ZoneId zone, Keys schedule) {
    try {
      if (new At(LocalDateTime.parse(text)).next(BEGINNING, zone).isEmpty()) {
        schedule.complain("at", "does not exist in %s: its clocks skip that time".formatted(zone));
      }
    } catch (DateTimeException _) {
      schedule.complain("at", "there is no such day or time as " + text);
    }
  }

  private static void checkWholeMinutes(String key, Keys schedule) {
    var duration = schedule.duration(key);
    if (duration != null && duration.toSecondsPart() != 0) {
      schedule.complain(key, "must be whole minutes, but is " + Durations.format(duration));
    }
  }
}

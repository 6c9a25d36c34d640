package dev.longshore.cli;

import dev.longshore.json.Json;
import dev.longshore.schedule.CronExpression;
import dev.longshore.schedule.Schedule;
import dev.longshore.schedule.Schedule.Cron;
import dev.longshore.schedule.Schedule.Missed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says when schedules fire next. */
@Command(
    name = "next",
    description = {
      "Say when a job's schedules, or a cron, fire next: one time a line.",
      "A cron is EventBridge's: minutes hours day-of-month month day-of-week year."
    },
    footer = {
      "",
      "Examples:",
      "  longshore next nightly --count 5",
      "  longshore next --cron '0 8 ? * MON-FRI *' --timezone Asia/Seoul",
      "  longshore next --cron '30 2 L * ? *' --from 2028-02-01 --count 3"
    })
final class NextCommand extends Common {

  private static final int COUNT_MAX = 1_000_000;

  @Parameters(paramLabel = "JOB", arity = "0..1", description = "A job with a schedule.")
  private @Nullable String job;

  @Option(names = "--cron", paramLabel = "EXPR", description = "A cron in place of a job.")
  private @Nullable String cron;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description = "The cron's IANA time zone (UTC).")
  private @Nullable String timezone;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "After this time, such as 2026-12-01T09:00:00+09:00; without an offset it is of the"
              + " schedule's zone (now).")
  private @Nullable String from;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many times (${DEFAULT-VALUE}).")
  private int count = 1;

  @Override
  public Integer call() {
    if (count < 1 || count > COUNT_MAX) {
      throw new BadInput("--count lies between 1 and %,d, not %d".formatted(COUNT_MAX, count));
    }
    var schedules = schedules();
    var after = from == null ? Instant.now() : instant(from, schedules.getFirst().zone());
    for (var shown = 0; shown < count; shown++) {
      var next = next(schedules, after);
      if (next.isEmpty()) {
        terminal().note(shown == 0 ? "it never fires again" : "it never fires after that");
        break;
      }
      print(next.get());
      after = next.get().time().toInstant();
    }
    return Main.DONE;
  }

  private record Firing(ZonedDateTime time, Schedule schedule) {}

  private static Optional<Firing> next(List<Schedule> schedules, Instant after) {
    return schedules.stream()
        .flatMap(schedule -> schedule.next(after).map(time -> new Firing(time, schedule)).stream())
        .min(Comparator.comparing(firing -> firing.time().toInstant()));
  }

  private void print(Firing firing) {
    var time = firing.time().format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    if (json()) {
      terminal()
          .printJson(
              Json.object().put("time", time).put("timezone", firing.schedule().zone()).fields());
    } else {
      terminal().print(time);
    }
  }

  private List<Schedule> schedules() {
    if ((job == null) == (cron == null)) {
      throw new BadInput("next takes a job, or --cron EXPR (see longshore next --help)");
    }
    if (cron != null) {
      return List.of(schedule(cron));
    }
    if (timezone != null) {
      throw new BadInput("--timezone goes with --cron; a job's schedules have their own");
    }
    var schedules = new JobsOf(jobs()).named(String.valueOf(job)).schedules();
    if (schedules.isEmpty()) {
      throw new BadInput("%s has no schedule".formatted(job));
    }
    return schedules;
  }

  private Schedule schedule(String expression) {
    try {
      var zone = timezone == null ? ZoneOffset.UTC : Schedule.zone(timezone);
      return new Schedule(new Cron(CronExpression.parse(expression)), zone, null, Missed.LAST);
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()));
    }
  }

  private static Instant instant(String text, ZoneId zone) {
    try {
      if (!text.contains("T")) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      return hasOffset(text)
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new BadInput(
          "--from takes a time such as 2026-12-01T09:00:00Z, 2026-12-01T09:00 or 2026-12-01, not '%s'"
              .formatted(text));
    }
  }

  private static boolean hasOffset(String text) {
    var time = text.substring(text.indexOf('T'));
    return time.endsWith("Z") || time.contains("+") || time.contains("-");
  }
}

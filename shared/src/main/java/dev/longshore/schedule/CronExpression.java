package dev.longshore.schedule;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/**
 * EventBridge's cron: minutes, hours, day of month, month, day of week, year.
 *
 * <p>What AWS's page leaves open is as EventBridge has been seen to take it: names in any case,
 * {@code LW} for the month's last weekday, {@code FRIL} and {@code FRI#2} beside {@code 6L} and
 * {@code 6#2}, ranges that run over the end ({@code FRI-MON}); {@code L-3} is refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based">Cron-based
 *     schedules</a>
 */
public final class CronExpression {

  /** The longest expression in characters, as EventBridge Scheduler bounds it. */
  public static final int LENGTH_MAX = 256;

  private static final LocalDateTime BEGINNING = LocalDateTime.of(1970, 1, 1, 0, 0);
  private static final YearMonth END = YearMonth.of(2199, 12);

  private final String text;
  private final BitSet minutes;
  private final BitSet hours;
  private final DayRule days;
  private final BitSet months;
  private final BitSet years;

  private CronExpression(Words words) {
    text = words.toString();
    minutes = CronField.MINUTES.parse(words.minutes);
    hours = CronField.HOURS.parse(words.hours);
    days = DayRule.parse(words.dayOfMonth, words.dayOfWeek);
    months = CronField.MONTH.parse(words.month);
    years = CronField.YEAR.parse(words.year);
  }

  /** The six fields as they are written. */
  private record Words(
      String minutes,
      String hours,
      String dayOfMonth,
      String month,
      String dayOfWeek,
      String year) {

    static Words of(String text) {
      var bare = text.strip();
      if (bare.startsWith("cron(") && bare.endsWith(")")) {
        bare = bare.substring("cron(".length(), bare.length() - 1).strip();
      }
      var words = bare.isEmpty() ? new String[0] : bare.toUpperCase(Locale.ROOT).split("\\s+");
      if (words.length != CronField.values().length) {
        throw new IllegalArgumentException(
            "a cron has six fields (minutes hours day-of-month month day-of-week year), but this has %d"
                .formatted(words.length));
      }
      return new Words(words[0], words[1], words[2], words[3], words[4], words[5]);
    }

    IllegalArgumentException neverFires() {
      var isByWeek = dayOfMonth.equals("?");
      var field = isByWeek ? CronField.DAY_OF_WEEK : CronField.DAY_OF_MONTH;
      return field.refused(
          "'%s' never comes in month '%s' of year '%s', so it would never fire"
              .formatted(isByWeek ? dayOfWeek : dayOfMonth, month, year));
    }

    @Override
    public String toString() {
      return String.join(" ", minutes, hours, dayOfMonth, month, dayOfWeek, year);
    }
  }

  /**
   * Reads six fields, or six fields in {@code cron(…)}.
   *
   * @throws IllegalArgumentException if it is no such expression or can never fire; the message is
   *     one line, names the field and says what would be right
   */
  public static CronExpression parse(String text) {
    if (text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a cron has at most %d characters, but this has %d".formatted(LENGTH_MAX, text.length()));
    }
    var words = Words.of(text);
    var cron = new CronExpression(words);
    if (cron.next(BEGINNING).isEmpty()) {
      throw words.neverFires();
    }
    return cron;
  }

  /**
   * The first time at or after {@code from} that fits; empty if none does until the end of 2199.
   */
  Optional<LocalDateTime> next(LocalDateTime from) {
    var time = from.isBefore(BEGINNING) ? BEGINNING : ceiling(from);
    for (var month = YearMonth.from(time); !month.isAfter(END); month = nextMonth(month)) {
      if (!years.get(month.getYear()) || !months.get(month.getMonthValue())) {
        continue;
      }
      var fitting = days.daysIn(month);
      for (var day = fitting.nextSetBit(1); day > 0; day = fitting.nextSetBit(day + 1)) {
        var midnight = month.atDay(day).atStartOfDay();
        var earliest = time.isAfter(midnight) ? time : midnight;
        var found = onDay(earliest, midnight.plusDays(1));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private YearMonth nextMonth(YearMonth month) {
    return years.get(month.getYear()) ? month.plusMonths(1) : YearMonth.of(month.getYear() + 1, 1);
  }

  private Optional<LocalDateTime> onDay(LocalDateTime from, LocalDateTime nextDay) {
    if (!from.isBefore(nextDay)) {
      return Optional.empty();
    }
    var firstHour = hours.nextSetBit(from.getHour());
    if (firstHour == from.getHour()) {
      var minute = minutes.nextSetBit(from.getMinute());
      if (minute >= 0) {
        return Optional.of(from.with(LocalTime.of(firstHour, minute)));
      }
      firstHour = hours.nextSetBit(firstHour + 1);
    }
    return firstHour < 0
        ? Optional.empty()
        : Optional.of(from.with(LocalTime.of(firstHour, minutes.nextSetBit(0))));
  }

  private static LocalDateTime ceiling(LocalDateTime time) {
    var minute = time.truncatedTo(ChronoUnit.MINUTES);
    return minute.equals(time) ? minute : minute.plusMinutes(1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronExpression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The six fields in upper case, a blank between them. */
  @Override
  public String toString() {
    return text;
  }
}

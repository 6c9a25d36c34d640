package dev.longshore.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.regex.Pattern;

/** Which days of a month a cron's two day fields mean. */
sealed interface DayRule {

  /** The days of {@code month}, counted from 1. */
  BitSet daysIn(YearMonth month);

  /**
   * Reads the two day fields, in upper case.
   *
   * @throws IllegalArgumentException if not exactly one of them is {@code ?}, or the other is none
   *     of what EventBridge takes
   */
  static DayRule parse(String dayOfMonth, String dayOfWeek) {
    if (dayOfMonth.equals("?") == dayOfWeek.equals("?")) {
      throw new IllegalArgumentException(
          "day-of-month and day-of-week: exactly one of them must be '?', but they are '%s' and '%s'"
              .formatted(dayOfMonth, dayOfWeek));
    }
    return dayOfWeek.equals("?") ? ofMonth(dayOfMonth) : ofWeek(dayOfWeek);
  }

  private static DayRule ofMonth(String text) {
    var field = CronField.DAY_OF_MONTH;
    if (text.equals("L")) {
      return new LastDay();
    }
    if (text.equals("LW")) {
      return new LastWorkday();
    }
    if (text.endsWith("W") && !text.contains(",")) {
      return new NearestWorkday(field.number(text.substring(0, text.length() - 1)));
    }
    if (text.contains("L") || text.contains("W")) {
      throw field.refused("'%s' is none of L, LW and 1W-31W, which stand alone".formatted(text));
    }
    return new DaysOfMonth(field.parse(text));
  }

  private static DayRule ofWeek(String text) {
    var field = CronField.DAY_OF_WEEK;
    if (text.equals("L")) {
      return new DaysOfWeek(field.parse("SAT")); // the last day of EventBridge's week
    }
    var nth = NthOfMonth.SHAPE.matcher(text);
    if (nth.matches()) {
      return new NthOfMonth(dayOfWeek(field.number(nth.group(1))), Integer.parseInt(nth.group(2)));
    }
    if (text.endsWith("L") && !text.contains(",") && !text.contains("-")) {
      return new LastOfMonth(dayOfWeek(field.number(text.substring(0, text.length() - 1))));
    }
    if (text.contains("#") || text.contains("L")) {
      throw field.refused("'%s' is none of L, 6L and 6#1-6#5, which stand alone".formatted(text));
    }
    return new DaysOfWeek(field.parse(text));
  }

  private static DayOfWeek dayOfWeek(int sundayIsOne) {
    return DayOfWeek.SUNDAY.plus(sundayIsOne - 1);
  }

  private static BitSet only(LocalDate day) {
    var days = new BitSet();
    days.set(day.getDayOfMonth());
    return days;
  }

  /** The day itself, or where it falls on a weekend, the workday next to it in the same month. */
  private static LocalDate workdayNear(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
      case SUNDAY ->
          day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
    };
  }

  /** Days by number. */
  record DaysOfMonth(BitSet numbers) implements DayRule {

    @Override
    public BitSet daysIn(YearMonth month) {
      var days = (BitSet) numbers.clone();
      days.clear(month.lengthOfMonth() + 1, days.size());
      return days;
    }
  }

  /** {@code L}: the month's last day. */
  record LastDay() implements DayRule {

    @Override
    public BitSet daysIn(YearMonth month) {
      return only(month.atEndOfMonth());
    }
  }

  /** {@code LW}: the month's last day from Monday to Friday. */
  record LastWorkday() implements DayRule {

    @Override
    public BitSet daysIn(YearMonth month) {
      var last = month.atEndOfMonth();
      return only(
          switch (last.getDayOfWeek()) {
            case SATURDAY -> last.minusDays(1);
            case SUNDAY -> last.minusDays(2);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> last;
          });
    }
  }

  /** {@code 3W}: the workday nearest to a day, where the month has that day. */
  record NearestWorkday(int number) implements DayRule {

    @Override
    public BitSet daysIn(YearMonth month) {
      return month.isValidDay(number) ? only(workdayNear(month.atDay(number))) : new BitSet();
    }
  }

  /** Days by their day of the week, Sunday being 1. */
  record DaysOfWeek(BitSet numbers) implements DayRule {

    @Override
    public BitSet daysIn(YearMonth month) {
      var days = new BitSet();
      for (var day = 1; day <= month.lengthOfMonth(); day++) {
        days.set(day, numbers.get(month.atDay(day).getDayOfWeek().getValue() % 7 + 1));
      }
      return days;
    }
  }

  /** {@code 6L}: the last Friday of the month. */
  record LastOfMonth(DayOfWeek day) implements DayRule {

    @Override
    public BitSet daysIn(YearMonth month) {
      return only(month.atDay(1).with(TemporalAdjusters.lastInMonth(day)));
    }
  }

  /** {@code 3#2}: the second Tuesday, where the month has one. */
  record NthOfMonth(DayOfWeek day, int n) implements DayRule {

    static final Pattern SHAPE = Pattern.compile("(\\w+)#([1-5])");

    @Override
    public BitSet daysIn(YearMonth month) {
      var found = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
      return YearMonth.from(found).equals(month) ? only(found) : new BitSet();
    }
  }
}

package dev.longshore.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * EventBridge's cron by brute force: it asks of each single minute whether it fits, field by field,
 * straight from AWS's words. Slow, and written apart from the code that it checks.
 */
record CronOracle(
    String minutes, String hours, String days, String months, String week, String years) {

  private static final List<String> MONTHS =
      List.of(
          "", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEK =
      List.of("", "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  static CronOracle of(String expression) {
    var fields = expression.split(" ", -1);
    return new CronOracle(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]);
  }

  /** Every minute that fits, from {@code first} to the end of {@code last}. */
  Stream<LocalDateTime> firings(LocalDate first, LocalDate last) {
    var fittingMinutes = fitting(minutes, 0, 59);
    var fittingHours = fitting(hours, 0, 23);
    var timesOfDay =
        IntStream.range(0, 24 * 60)
            .filter(minute -> fittingHours.contains(minute / 60))
            .filter(minute -> fittingMinutes.contains(minute % 60))
            .toArray();
    return first
        .datesUntil(last.plusDays(1))
        .filter(this::fits)
        .flatMap(day -> IntStream.of(timesOfDay).mapToObj(m -> day.atTime(m / 60, m % 60)));
  }

  private boolean fits(LocalDate day) {
    return listed(years, day.getYear(), 1970, 2199, List.of())
        && listed(months, day.getMonthValue(), 1, 12, MONTHS)
        && (days.equals("?") ? fitsWeek(day) : fitsMonth(day));
  }

  private boolean fitsMonth(LocalDate day) {
    if (days.equals("L")) {
      return isLastDay(day);
    }
    if (days.equals("LW")) {
      return isWorkday(day)
          && IntStream.iterate(day.getDayOfMonth() + 1, d -> d <= day.lengthOfMonth(), d -> d + 1)
              .noneMatch(d -> isWorkday(day.withDayOfMonth(d)));
    }
    if (days.endsWith("W")) {
      return day.equals(nearestWorkday(day, Integer.parseInt(days.replace("W", ""))));
    }
    return listed(days, day.getDayOfMonth(), 1, 31, List.of());
  }

  private boolean fitsWeek(LocalDate day) {
    var number = sundayIsOne(day);
    if (week.equals("L")) {
      return number == 7;
    }
    if (week.contains("#")) {
      var parts = week.split("#", -1);
      return number == number(parts[0], WEEK)
          && (day.getDayOfMonth() + 6) / 7 == Integer.parseInt(parts[1]);
    }
    if (week.endsWith("L")) {
      return number == number(week.substring(0, week.length() - 1), WEEK)
          && day.getDayOfMonth() + 7 > day.lengthOfMonth();
    }
    return listed(week, number, 1, 7, WEEK);
  }

  private static LocalDate nearestWorkday(LocalDate inMonth, int number) {
    if (number > inMonth.lengthOfMonth()) {
      return LocalDate.MIN;
    }
    for (var distance = 0; distance <= 2; distance++) {
      for (var candidate : new int[] {number - distance, number + distance}) {
        if (candidate >= 1
            && candidate <= inMonth.lengthOfMonth()
            && isWorkday(inMonth.withDayOfMonth(candidate))) {
          return inMonth.withDayOfMonth(candidate);
        }
      }
    }
    throw new IllegalStateException("three days in a row hold a workday");
  }

  private static boolean isWorkday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  private static boolean isLastDay(LocalDate day) {
    return day.getDayOfMonth() == day.lengthOfMonth();
  }

  private static int sundayIsOne(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : day.getDayOfWeek().getValue() + 1;
  }

  private static Set<Integer> fitting(String field, int first, int last) {
    return IntStream.rangeClosed(first, last)
        .filter(value -> listed(field, value, first, last, List.of()))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static boolean listed(String field, int value, int first, int last, List<String> names) {
    for (var part : field.split(",", -1)) {
      var step = part.contains("/") ? Integer.parseInt(part.split("/", -1)[1]) : 1;
      var range = part.split("/", -1)[0];
      var from = range.equals("*") ? first : number(range.split("-", -1)[0], names);
      var to =
          range.equals("*") || (part.contains("/") && !range.contains("-"))
              ? last
              : number(range.contains("-") ? range.split("-", -1)[1] : range, names);
      // Walk from one end to the other, over the field's end if need be.
      var current = from;
      var walked = 0;
      while (true) {
        if (walked % step == 0 && current == value) {
          return true;
        }
        if (current == to) {
          break;
        }
        current = current == last ? first : current + 1;
        walked++;
      }
    }
    return false;
  }

  private static int number(String text, List<String> names) {
    return names.contains(text) ? names.indexOf(text) : Integer.parseInt(text);
  }
}

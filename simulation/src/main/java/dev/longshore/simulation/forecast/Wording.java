package dev.longshore.simulation.forecast;

import dev.longshore.cost.Money;
import dev.longshore.schedule.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Amounts, times and shares as people read them. */
public final class Wording {

  private static final double MICROS = 1_000_000;
  private static final long CENTS_FROM = 1_000_000;
  private static final double MILLIS = 1000;
  private static final int PERCENT = 100;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Wording() {}

  /** Dollars to the cent, or to a hundredth of one below a dollar. */
  public static String dollars(Money amount) {
    var format =
        Math.abs(amount.micros()) < CENTS_FROM && amount.micros() != 0 ? "$%.4f" : "$%,.2f";
    return format.formatted(amount.micros() / MICROS);
  }

  /** One amount as a share of another, such as {@code 12%}; nothing of nothing is 0%. */
  public static String percent(Money part, Money whole) {
    return percent(whole.micros() == 0 ? 0 : (double) part.micros() / whole.micros());
  }

  /** A share, such as {@code 12%}; what is little but not nothing is {@code <1%}. */
  public static String percent(double share) {
    var percent = Math.round(PERCENT * share);
    return percent == 0 && share > 0 ? "<1%" : "%,d%%".formatted(percent);
  }

  /** A time such as {@code 21 s}, {@code 5 min}, {@code 2 h 10 min} or {@code 3 d 4 h}. */
  public static String span(Duration time) {
    var seconds = Math.round(Math.abs(time.toMillis()) / MILLIS);
    var span = Duration.ofSeconds(seconds);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 600 && span.toSecondsPart() != 0) {
      return "%d min %d s".formatted(span.toMinutes(), span.toSecondsPart());
    }
    if (span.toHours() == 0) {
      return span.toMinutes() + " min";
    }
    if (span.toDays() == 0) {
      return both(span.toHours(), "h", span.toMinutesPart(), "min");
    }
    return both(span.toDays(), "d", span.toHoursPart(), "h");
  }

  private static String both(long many, String unit, long few, String smaller) {
    return few == 0 ? many + " " + unit : "%d %s %d %s".formatted(many, unit, few, smaller);
  }

  /** The same without blanks, to the minute from an hour on: {@code 21s}, {@code 2h10m}. */
  public static String brief(Duration time) {
    var rounded = Duration.ofSeconds(Math.round(Math.abs(time.toMillis()) / MILLIS));
    return Durations.format(
        rounded.toHours() == 0 ? rounded : Duration.ofMinutes(rounded.toMinutes()));
  }

  /** vCPUs such as {@code 0.25}, {@code 2} or {@code 14.5}. */
  public static String vcpus(double vcpus) {
    var text = "%.2f".formatted(vcpus);
    return text.replaceAll("[.]?0+$", "");
  }

  /** A time in UTC, to the minute. */
  public static String minute(Instant time) {
    return MINUTE.format(time);
  }
}

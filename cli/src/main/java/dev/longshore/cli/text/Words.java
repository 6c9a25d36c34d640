package dev.longshore.cli.text;

import dev.longshore.cost.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Amounts and times as people read them; what is not known is a dash. */
public final class Words {

  private static final String UNKNOWN = "-";
  private static final long TENTHS_BELOW = 60;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private Words() {}

  /** A time in UTC, to the second. */
  public static String time(@Nullable Instant time) {
    return time == null ? UNKNOWN : TIME.format(time);
  }

  /** A span such as {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s} or {@code 2 h 30 min}. */
  public static String span(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? UNKNOWN : span(Duration.between(from, to));
  }

  /** The same for a duration. */
  public static String span(Duration span) {
    if (span.toMillis() < 10_000) {
      return "%.1f s".formatted(span.toMillis() / 1000.0);
    }
    if (span.toSeconds() < TENTHS_BELOW) {
      return span.toSeconds() + " s";
    }
    if (span.toHours() == 0) {
      return "%d min %d s".formatted(span.toMinutes(), span.toSecondsPart());
    }
    return "%d h %d min".formatted(span.toHours(), span.toMinutesPart());
  }

  /** An amount of US dollars. */
  public static String dollars(@Nullable Money amount) {
    return amount == null ? UNKNOWN : "$" + amount;
  }

  /** A value that may be missing. */
  public static String orDash(@Nullable Object value) {
    return value == null ? UNKNOWN : value.toString();
  }
}

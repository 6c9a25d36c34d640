package dev.longshore.cli.text;

import dev.longshore.cost.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Amounts and times as people read them; what is not known is a dash. */
public final class Words {

  private static final String UNKNOWN = "-";
  private static final long TENTHS_BELOW = 60;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

  private Words() {}

  /** A time in UTC, to the second. */
  public static String time(@Nullable Instant time) {
    return time == null ? UNKNOWN : TIME.format(time);
  }

  /** The day of a time, in UTC. */
  static String day(Instant time) {
    return DAY.format(time);
  }

  /** The time of its day, in UTC, to the second. */
  static String clock(Instant time) {
    return CLOCK.format(time);
  }

  /** The time of its day, in UTC, to the millisecond. */
  static String timeOfDay(Instant time) {
    return TIME_OF_DAY.format(time);
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

  /** What Spot has saved, such as {@code Spot saved $0.000282 (68%)}; empty if nothing is known. */
  public static Optional<String> saving(@Nullable Money cost, @Nullable Money onDemand) {
    if (cost == null || onDemand == null || cost.compareTo(onDemand) >= 0) {
      return Optional.empty();
    }
    var saved = onDemand.minus(cost);
    var share = Math.round(100.0 * saved.micros() / onDemand.micros());
    return Optional.of("Spot saved %s (%d%%)".formatted(dollars(saved), share));
  }

  /** Names and their values, such as {@code who=me limit=3}; in the order of the map. */
  public static String pairs(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(one -> one.getKey() + "=" + one.getValue())
        .collect(Collectors.joining(" "));
  }

  /**
   * A text that others have written, on one line and without what a terminal would obey rather than
   * show.
   */
  public static String oneLine(String text) {
    return CONTROLS.matcher(text.strip()).replaceAll(" ");
  }

  /** A value that may be missing. */
  public static String orDash(@Nullable Object value) {
    return value == null ? UNKNOWN : value.toString();
  }
}

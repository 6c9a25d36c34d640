package dev.longshore.forecast;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * How often something comes that comes at any moment alike, whatever came before.
 *
 * @param text as it was written
 */
public record ArrivalRate(double perDay, String text) {

  /** The most that a rate may be: one each 10 ms. */
  public static final double PER_DAY_MAX = 8_640_000;

  private static final Pattern SHAPE =
      Pattern.compile("([0-9]{1,7}(?:[.][0-9]{1,3})?)/(minute|hour|day|week)");
  private static final Map<String, Double> UNITS_A_DAY =
      Map.of("minute", 1440.0, "hour", 24.0, "day", 1.0, "week", 1.0 / 7);
  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** None ever. */
  public static final ArrivalRate NONE = new ArrivalRate(0, "0/day");

  /**
   * Reads a rate such as {@code 200/day}.
   *
   * @throws IllegalArgumentException if it is none, or above {@link #PER_DAY_MAX}; the message is
   *     for the end of a sentence
   */
  public static ArrivalRate parse(String text) {
    var parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "must be a rate such as 200/day; the units are minute, hour, day and week, but is '%s'"
              .formatted(text));
    }
    var perDay = Double.parseDouble(parts.group(1)) * UNITS_A_DAY.getOrDefault(parts.group(2), 1.0);
    if (perDay > PER_DAY_MAX) {
      throw new IllegalArgumentException(
          "must be at most %,.0f a day, but is '%s'".formatted(PER_DAY_MAX, text));
    }
    return new ArrivalRate(perDay, text);
  }

  /** How long after one the next comes; the rate must not be 0. */
  public Duration draw(RandomGenerator random) {
    return Duration.ofMillis((long) (random.nextExponential() / perDay * DAY_MILLIS));
  }

  @Override
  public String toString() {
    return text;
  }
}

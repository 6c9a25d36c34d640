package dev.longshore.forecast;

import dev.longshore.schedule.Durations;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long attempts of a job work, from RUNNING until the container ends by itself. */
public sealed interface WorkTime {

  Duration SHORTEST = Duration.ofSeconds(1);

  /** The longest time-out that a job may have. */
  Duration LONGEST = Duration.ofDays(14);

  /** The time that half of the attempts stay below. */
  Duration median();

  /** The time of one attempt; chance alone decides, the same for the same chance. */
  Duration draw(RandomGenerator random);

  /** Always the same. */
  record Always(Duration time) implements WorkTime {

    @Override
    public Duration median() {
      return time;
    }

    @Override
    public Duration draw(RandomGenerator random) {
      return time;
    }

    @Override
    public String toString() {
      return Durations.format(time);
    }
  }

  /**
   * Log-normal: nine in ten lie between the two, one in twenty below and one in twenty above. Times
   * of work have a long tail, and two numbers that everybody knows of a job say how long.
   */
  record Between(Duration low, Duration high) implements WorkTime {

    /** How many standard deviations the 95th percentile is above the median. */
    private static final double P95 = 1.6448536269514722;

    @Override
    public Duration median() {
      return at(0);
    }

    @Override
    public Duration draw(RandomGenerator random) {
      return at(random.nextGaussian());
    }

    private Duration at(double deviations) {
      var from = Math.log((double) low.toMillis());
      var to = Math.log((double) high.toMillis());
      var millis = Math.exp((from + to) / 2 + deviations * (to - from) / 2 / P95);
      return Duration.ofMillis(Math.round(Math.min(millis, (double) LONGEST.toMillis())));
    }

    @Override
    public String toString() {
      return Durations.format(low) + ".." + Durations.format(high);
    }
  }

  /**
   * One of those that were seen, each as likely.
   *
   * @param times one or more, in order
   */
  record Seen(List<Duration> times) implements WorkTime {

    public Seen {
      times = times.stream().sorted().toList();
    }

    @Override
    public Duration median() {
      return times.get((times.size() - 1) / 2);
    }

    @Override
    public Duration draw(RandomGenerator random) {
      return times.get(random.nextInt(times.size()));
    }

    @Override
    public String toString() {
      var p95 = times.get((int) Math.ceil(times.size() * 0.95) - 1);
      return "median %s, p95 %s".formatted(Durations.format(median()), Durations.format(p95));
    }
  }

  /**
   * Reads {@code 12m}, or {@code 10m..30m} for {@link Between}.
   *
   * @throws IllegalArgumentException if it is neither, or outside of {@link #SHORTEST} and {@link
   *     #LONGEST}; the message is for the end of a sentence
   */
  static WorkTime parse(String text) {
    var parts = text.split("\\.\\.", -1);
    if (parts.length > 2 || !List.of(parts).stream().allMatch(Durations::isDuration)) {
      throw new IllegalArgumentException(
          "must be a duration such as 12m, or two such as 10m..30m, but is '%s'".formatted(text));
    }
    var low = bounded(parts[0]);
    if (parts.length == 1) {
      return new Always(low);
    }
    var high = bounded(parts[1]);
    if (high.compareTo(low) < 0) {
      throw new IllegalArgumentException("'%s' ends below where it begins".formatted(text));
    }
    return new Between(low, high);
  }

  private static Duration bounded(String text) {
    var time = Durations.parse(text);
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "must be from %s to %s, but is %s"
              .formatted(Durations.format(SHORTEST), Durations.format(LONGEST), text));
    }
    return time;
  }
}

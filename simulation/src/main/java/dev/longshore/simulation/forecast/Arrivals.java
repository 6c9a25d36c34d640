package dev.longshore.simulation.forecast;

import dev.longshore.forecast.ArrivalRate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When triggers come that no clock decides: messages of a queue, or a person's. */
public sealed interface Arrivals {

  Arrivals NONE = new AtRate(ArrivalRate.NONE);

  /**
   * The next one.
   *
   * @param number how many have come
   * @param last when the last one came, from the beginning on; zero before the first
   */
  Optional<Duration> next(int number, Duration last, RandomGenerator random);

  /** About how many come in so long a time. */
  long expected(Duration time);

  /** At any moment alike. */
  record AtRate(ArrivalRate rate) implements Arrivals {

    @Override
    public Optional<Duration> next(int number, Duration last, RandomGenerator random) {
      return rate.perDay() == 0 ? Optional.empty() : Optional.of(last.plus(rate.draw(random)));
    }

    @Override
    public long expected(Duration time) {
      return Math.round(rate.perDay() * time.toMillis() / Duration.ofDays(1).toMillis());
    }

    @Override
    public String toString() {
      return rate.toString();
    }
  }

  /**
   * At these times.
   *
   * @param times from the beginning on, in order
   * @param source where they are written
   */
  record AtTimes(List<Duration> times, String source) implements Arrivals {

    public AtTimes {
      times = times.stream().sorted().toList();
    }

    @Override
    public Optional<Duration> next(int number, Duration last, RandomGenerator random) {
      return number < times.size() ? Optional.of(times.get(number)) : Optional.empty();
    }

    @Override
    public long expected(Duration time) {
      return times.stream().filter(one -> one.compareTo(time) < 0).count();
    }

    @Override
    public String toString() {
      return "%,d from %s".formatted(times.size(), source);
    }
  }
}
